import { describe, expect, it } from "vitest";
import { freshRow, moved } from "./use-answers.ts";

const rows = ["one", "two", "three"].map((key) => ({ ...freshRow(), key }));
const keys = (now: readonly { key: string }[]) => now.map(({ key }) => key);

describe("One-tap answers while they are edited", () => {
  it("move by one place, and not beyond the ends", () => {
    expect(keys(moved(rows, 2, -1))).toEqual(["one", "three", "two"]);
    expect(keys(moved(rows, 0, 1))).toEqual(["two", "one", "three"]);
    expect(keys(moved(rows, 0, -1))).toEqual(["one", "two", "three"]);
    expect(keys(moved(rows, 2, 1))).toEqual(["one", "two", "three"]);
  });

  it("begin with an id that the server takes", () => {
    expect(freshRow().answer.id).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
    expect(freshRow().answer.id).not.toBe(freshRow().answer.id);
  });
});
