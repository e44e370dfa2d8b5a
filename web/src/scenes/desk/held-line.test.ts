import type { DeskEntry } from "@relais/client/desk";
import { expect, test } from "vitest";
import { type HeldLine, holding, placeOf, stepFrom } from "./held-line.ts";

// The rules look at nothing else of an entry.
const entry = (id: string, position: number) => ({ case: { id }, position }) as DeskEntry;
const ids = (lines: readonly DeskEntry[]) => lines.map((line) => line.case.id).join("");

const lines = [entry("a", 9), entry("b", 8), entry("c", 7), entry("d", 6)];
const held: HeldLine = { id: "b", lines };

test("a line that something happened to stays where one came to it", () => {
  const after = [entry("b", 10), entry("a", 9), entry("c", 7), entry("d", 6)];
  expect(ids(holding(after, held))).toBe("abcd");
  expect(ids(holding(after, null))).toBe("bacd");
});

test("lines that come above it, or go from beside it, move it with its neighbours", () => {
  const after = [entry("c", 12), entry("b", 11), entry("e", 10), entry("a", 9), entry("d", 6)];
  expect(ids(holding(after, held))).toBe("ceabd");
});

test("the last line stays the last", () => {
  const last: HeldLine = { id: "d", lines };
  const after = [entry("d", 10), entry("a", 9), entry("b", 8), entry("c", 7)];
  expect(ids(holding(after, last))).toBe("abcd");
});

test("where everything has moved, one goes on with what came after it", () => {
  const after = [entry("d", 14), entry("c", 12), entry("a", 11)];
  expect(after[placeOf(held, after)]?.case.id).toBe("c");
});

test("nothing is changed while nothing has happened to it, or once it has gone", () => {
  expect(holding(lines, held)).toBe(lines);
  const gone = lines.toSpliced(1, 1);
  expect(holding(gone, held)).toBe(gone);
  expect(placeOf(held, gone)).toBe(1);
});

test("one goes on from where a line stood that has gone", () => {
  const gone = lines.toSpliced(1, 1);
  const led = (by: number) => gone[stepFrom(held, gone, by)]?.case.id;
  expect([led(1), led(0), led(-1), led(2)]).toEqual(["c", "c", "a", "d"]);
  expect(led(Number.POSITIVE_INFINITY)).toBe("d");
  expect(led(Number.NEGATIVE_INFINITY)).toBe("a");
});

test("one goes on from a line that is there, no further than the ends", () => {
  const led = (by: number) => lines[stepFrom(held, lines, by)]?.case.id;
  expect([led(1), led(0), led(-1), led(-5), led(10)]).toEqual(["c", "b", "a", "a", "d"]);
});
