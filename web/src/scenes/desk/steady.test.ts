import { describe, expect, it } from "vitest";
import { linesMoved } from "./steady.ts";

const was = ["a", "b", "c", "d", "e", "f", "g", "h"];

describe("the lines that are looked at", () => {
  it("have moved down by one when one comes in above, known or not", () => {
    expect(linesMoved(was, ["new", ...was], 3, 6)).toBe(1);
    expect(linesMoved(was, ["h", "a", "b", "c", "d", "e", "f", "g"], 3, 6)).toBe(1);
  });

  it("have moved up when one above leaves the list", () => {
    expect(linesMoved(was, ["b", "c", "d", "e", "f", "g", "h"], 3, 6)).toBe(-1);
  });

  it("follow the others when the first of them is what goes to the top", () => {
    expect(linesMoved(was, ["d", "a", "b", "c", "e", "f", "g", "h"], 3, 6)).toBe(0);
    expect(linesMoved(was, ["g", "a", "b", "c", "d", "e", "f", "h"], 3, 6)).toBe(1);
  });

  it("stay when what changes is below, or everything is another", () => {
    expect(linesMoved(was, [...was, "i"], 3, 6)).toBe(0);
    expect(linesMoved(was, ["x", "y", "z"], 3, 6)).toBe(0);
    expect(linesMoved([], was, 0, 0)).toBe(0);
  });
});
