import type { ConversationView } from "@relais/client";
import { describe, expect, it } from "vitest";
import { judge, type Opening, unopened } from "./use-opening.ts";

type Shown = { current: boolean; last: number; read: number; hasOlder?: boolean; from?: number };

/** Messages of somebody else from number `from` to `last`, of which the person has read up to `read`. */
function viewOf({ current, last, read, hasOlder = false, from = 1 }: Shown): ConversationView {
  const messages = Array.from({ length: last - from + 1 }, (_, index) => ({
    number: from + index,
    delivery: "received",
  }));
  const state = {
    viewer_id: "awa",
    unread: last - read,
    last_number: last,
    receipts: { awa: { delivered: last, read } },
  };
  // What the judgement looks at.
  return { status: "ready", current, state, messages, hasOlder } as unknown as ConversationView;
}

const after = (opening: Opening, shown: Shown, sought = false) =>
  judge(opening, viewOf(shown), sought);
const kept = (shown: Omit<Shown, "current">, atEnd: boolean | null): Opening => ({
  ...after(unopened, { ...shown, current: false }),
  atEnd,
});

describe("Where a conversation opens", () => {
  it("waits for something to show", () => {
    const view = { ...viewOf({ current: false, last: 1, read: 1 }), state: null };
    expect(judge(unopened, view, false)).toBe(unopened);
  });

  it("is by the server's word on a fresh device, and brings what lies far back", () => {
    expect(after(unopened, { current: true, last: 9, read: 4 })).toMatchObject({
      judge: "server",
      readTo: 4,
      bringing: null,
      turn: 0,
    });
    const far = { current: true, last: 200, read: 20, hasOlder: true, from: 151 };
    expect(after(unopened, far)).toMatchObject({ bringing: 21 });
  });

  it("is at once by what the device kept, and anew where another device has read further", () => {
    const opening = kept({ last: 9, read: 4 }, false);
    expect(opening).toMatchObject({ judge: "device", readTo: 4 });
    expect(after(opening, { current: true, last: 12, read: 9 })).toMatchObject({
      judge: "server",
      readTo: 9,
      turn: 1,
      atEnd: null,
    });
  });

  it("is at what came while the device was away, though it stood at the end", () => {
    const opening = kept({ last: 9, read: 9 }, true);
    expect(after(opening, { current: true, last: 30, read: 15 })).toMatchObject({
      turn: 1,
      atEnd: null,
    });
  });

  it("stays where it is when the server says the same, or nothing waits any more", () => {
    const opening = kept({ last: 9, read: 4 }, false);
    expect(after(opening, { current: true, last: 12, read: 4 })).toMatchObject({ turn: 0 });
    expect(after(opening, { current: true, last: 12, read: 12 })).toMatchObject({
      readTo: null,
      turn: 0,
    });
  });

  it("is left to a person who has moved meanwhile, or came for one message", () => {
    const news = { current: true, last: 30, read: 15 };
    expect(after(kept({ last: 9, read: 9 }, false), news)).toMatchObject({ turn: 0 });
    expect(after(kept({ last: 9, read: 9 }, true), news, true)).toMatchObject({ turn: 0 });
  });

  it("is judged by the server once: what comes later is drawn below", () => {
    const opening = after(unopened, { current: true, last: 9, read: 9 });
    expect(after(opening, { current: true, last: 12, read: 9 })).toBe(opening);
  });
});
