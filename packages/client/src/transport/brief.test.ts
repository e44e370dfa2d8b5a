import { describe, expect, it } from "vitest";
import { BriefReader } from "./brief.ts";

const awa = "01978f3e-7c5a-7b3e-8f21-0a1b2c3d4e5f";
const room = "01978f3e-7c5a-7b3e-8f21-ffffffffffff";
const short = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
const text = "Où êtes-vous ?";
const at = "2026-03-01T10:00:00.123Z";

function reader(): BriefReader {
  const made = new BriefReader();
  made.read(JSON.stringify({ type: "welcome", user: { id: awa } }));
  return made;
}

describe("brief frames", () => {
  it("N22.4: become the event and the answer that they stand for, from what was sent", () => {
    const made = reader();
    made.sent({ type: "send", ref: 3, conversation_id: room, client_id: "one", text });
    const answer = JSON.stringify(["s", 3, 7, Date.parse(at), short(room), 4]);
    const data = { id: room, number: 4, kind: "text", text, system: null, client_id: "one" };
    expect(made.read(answer)).toEqual([
      {
        type: "events",
        conversation_id: room,
        events: [{ seq: 7, at, actor_id: awa, type: "message.sent", data }],
      },
      { type: "ack", ref: 3, sent: { id: room, number: 4, seq: 7, created_at: at } },
    ]);
    // Once: a second answer is none of ours.
    expect(made.read(answer)).toBeNull();
  });

  it("N22.5: become typing, of words or of a voice note, and its end", () => {
    const typing = (activity: number) =>
      reader().read(JSON.stringify(["t", short(room), short(awa), activity]));
    const news = { type: "typing", conversation_id: room, user_id: awa };
    expect(typing(0)).toEqual([{ ...news, active: false }]);
    expect(typing(1)).toEqual([{ ...news, active: true }]);
    expect(typing(2)).toEqual([{ ...news, active: true, recording: true }]);
  });

  it("N22.6: become the counter of a conversation, with the text that was written", () => {
    const told = JSON.stringify(["c", short(room), 2, 9, short(awa), Date.parse(at), text]);
    const preview = {
      number: 9,
      sender_id: awa,
      text,
      created_at: at,
      deleted: false,
      system: null,
    };
    expect(reader().read(told)).toEqual([
      {
        type: "counters",
        complete: false,
        counters: [{ conversation_id: room, unread: 2, last_number: 9, preview }],
      },
    ]);
  });

  it("of a kind that is not known yet say nothing, and what is no frame is none", () => {
    expect(reader().read('["z",1]')).toEqual([]);
    for (const data of ["", "1", "null", "{}", new ArrayBuffer(2)]) {
      expect(reader().read(data)).toBeNull();
    }
  });
});
