import type { Message, SharedItem } from "@relais/protocol";
import { describe, expect, it } from "vitest";
import { withNewest } from "./with-newest.ts";

const awa = { id: "awa", full_name: "Awa Traoré", role: "customer" as const };

const message = (number: number, about: Partial<Message> = {}): Message => ({
  id: `message-${number}`,
  number,
  seq: number,
  kind: "text",
  sender_id: awa.id,
  text: "",
  system: null,
  client_id: null,
  created_at: "2026-01-05T10:00:00.000Z",
  reply_to: null,
  edited_at: null,
  deleted_at: null,
  reactions: {},
  ...about,
});
const photo = (id: string) => ({
  id,
  name: `${id}.jpg`,
  type: "image/jpeg",
  bytes: 1_000,
  width: 40,
  height: 30,
  placeholder: null,
});
const listed = (number: number): SharedItem => ({
  message_id: `message-${number}`,
  number,
  sender_id: awa.id,
  sender_name: awa.full_name,
  created_at: "2026-01-05T10:00:00.000Z",
  file: photo(`listed-${number}`),
});
const known = (...messages: Message[]) => ({ messages, participants: [awa], former: [] });
const shown = (items: readonly SharedItem[]) =>
  items.map(({ number, file, link }) => [number, file?.id ?? link]);

describe("what was shared", () => {
  it("has what was just sent, newest first, before it is listed", () => {
    const sent = message(4, { attachments: [photo("one"), photo("two")] });
    expect(shown(withNewest([listed(1)], "picture", known(message(3), sent)))).toEqual([
      [4, "one"],
      [4, "two"],
      [1, "listed-1"],
    ]);
  });

  it("shows once what is listed as well, and not what was deleted since", () => {
    const kept = message(3, { attachments: [photo("listed-3")] });
    const deleted = message(4, { deleted_at: "2026-01-05T10:01:00.000Z" });
    const items = withNewest([listed(4), listed(3), listed(2)], "picture", known(kept, deleted));
    expect(shown(items)).toEqual([
      [3, "listed-3"],
      [2, "listed-2"],
    ]);
  });

  it("keeps each category to itself, and to what people write", () => {
    const both = message(2, {
      text: "Voyez https://exemple.demo/plan",
      attachments: [photo("plan"), { ...photo("devis"), type: "application/pdf" }],
    });
    const proof = message(3, { kind: "proof", attachments: [photo("proof")] });
    const of = (category: "picture" | "file" | "voice" | "link") =>
      shown(withNewest([], category, known(both, proof)));
    expect(of("picture")).toEqual([[2, "plan"]]);
    expect(of("file")).toEqual([[2, "devis"]]);
    expect(of("voice")).toEqual([]);
    expect(of("link")).toEqual([[2, "https://exemple.demo/plan"]]);
  });

  it("is what is listed while nothing is known of the conversation", () => {
    expect(withNewest([listed(1)], "picture", null)).toEqual([listed(1)]);
    expect(withNewest([listed(1)], "picture", known())).toEqual([listed(1)]);
  });
});
