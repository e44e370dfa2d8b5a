import fc from "fast-check";
import { expect, test } from "vitest";
import { newId, shortId } from "./ids.ts";

test("A short id is the bytes of the id in base64url, whatever the case of its letters", () => {
  const ends = ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"];
  fc.assert(
    fc.property(fc.oneof(fc.uuid(), fc.constantFrom(...ends)), (id) => {
      const short = Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
      expect(shortId(id)).toBe(short);
      expect(shortId(id.toUpperCase())).toBe(short);
    }),
    { seed: 41, numRuns: 2_000 },
  );
});

test("New ids are versions 7 in the order in which they were made, and never the same", () => {
  const ids = Array.from({ length: 2_000 }, newId);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
