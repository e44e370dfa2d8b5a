import type { DisplayedMessage } from "@relais/client";
import { describe, expect, it } from "vitest";
import { whatChanged } from "./what-changed.ts";

const message: DisplayedMessage = {
  id: "id",
  key: "key",
  number: 1,
  sender_id: "moussa",
  kind: "text",
  text: "Rond-point",
  system: null,
  client_id: null,
  created_at: "2026-11-22T10:00:00.000Z",
  reply_to: null,
  edited_at: null,
  deleted_at: null,
  reactions: {},
  delivery: "received",
};
const now = "2026-11-22T10:01:00.000Z";
const told = (was: DisplayedMessage, is: Partial<DisplayedMessage>) =>
  whatChanged([was], [{ ...was, ...is }], "awa");

describe("What is said aloud of a change", () => {
  it("is an edit, a deletion and a reaction of somebody else", () => {
    expect(told(message, { text: "Gare", edited_at: now })).toMatchObject({
      what: "edited",
      by: "moussa",
    });
    expect(told(message, { text: "", deleted_at: now })).toMatchObject({ what: "deleted" });
    expect(told({ ...message, sender_id: "awa" }, { reactions: { moussa: "👍" } })).toMatchObject({
      what: "reacted",
      by: "moussa",
      emoji: "👍",
    });
  });

  it("is nothing for one's own, for a reaction taken back, and for what just came", () => {
    const own = { ...message, sender_id: "awa" };
    expect(told(own, { text: "Gare", edited_at: now })).toBeNull();
    expect(told(message, { reactions: { awa: "👍" } })).toBeNull();
    expect(told({ ...message, reactions: { moussa: "👍" } }, { reactions: {} })).toBeNull();
    expect(whatChanged([], [message], "awa")).toBeNull();
    expect(whatChanged([message], [message], "awa")).toBeNull();
  });
});
