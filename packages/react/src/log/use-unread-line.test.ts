import { describe, expect, it } from "vitest";
import { moveLine } from "./use-unread-line.ts";

describe("The unread line", () => {
  it("stays where it is while its messages are read", () => {
    expect(moveLine({ seen: 4, after: 4 }, 7, true)).toEqual({ seen: 7, after: 4 });
  });

  it("stays where it is while more arrives that nobody looked at", () => {
    expect(moveLine({ seen: 4, after: 4 }, 9, false)).toEqual({ seen: 4, after: 4 });
  });

  it("is drawn anew when something arrives while nobody looks", () => {
    expect(moveLine({ seen: 7, after: null }, 8, false)).toEqual({ seen: 7, after: 7 });
    expect(moveLine({ seen: 7, after: 4 }, 8, false)).toEqual({ seen: 7, after: 7 });
  });

  it("is not drawn for what arrives under one's eyes", () => {
    expect(moveLine({ seen: 7, after: null }, 8, true)).toEqual({ seen: 8, after: null });
  });
});
