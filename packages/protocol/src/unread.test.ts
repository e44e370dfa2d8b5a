import { describe, expect, it } from "vitest";
import { isUnread } from "./unread.ts";

describe("What waits to be read", () => {
  it("is what others wrote or caused after what was read", () => {
    expect(isUnread({ number: 3, sender_id: "moussa" }, "awa", 2)).toBe(true);
    expect(isUnread({ number: 3, sender_id: null }, "awa", 2)).toBe(true);
  });

  it("is not what one wrote or caused oneself, what was read, or what the server does not have", () => {
    expect(isUnread({ number: 3, sender_id: "awa" }, "awa", 2)).toBe(false);
    expect(isUnread({ number: 2, sender_id: "moussa" }, "awa", 2)).toBe(false);
    expect(isUnread({ number: null, sender_id: "moussa" }, "awa", 2)).toBe(false);
  });
});
