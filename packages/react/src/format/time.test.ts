import { expect, it } from "vitest";
import { dateIn } from "./time.ts";

it.each([
  ["fr", 1, "1er novembre 2027"],
  ["fr", 11, "11 novembre 2027"],
  ["fr", 21, "21 novembre 2027"],
  ["en", 1, "1 November 2027"],
] as const)("writes a day as it is said, in %s: %i", (language, day, written) => {
  const options = { day: "numeric", month: "long", year: "numeric" } as const;
  expect(dateIn(language, new Date(2027, 10, day), options)).toBe(written);
});
