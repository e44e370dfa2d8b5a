import { expect, test } from "vitest";
import { textOf } from "./marker.ts";
import { numbersIn } from "./plain-ws.ts";

test("A message has 150 bytes and its number is found in any frame around it.", () => {
  expect(Buffer.byteLength(textOf(7))).toBe(150);
  const frame = Buffer.from(
    JSON.stringify({ room: "#1", events: [{ text: textOf(7) }, { text: textOf(999_999_999) }] }),
  );
  expect(numbersIn(frame)).toEqual([7, 999_999_999]);
});

test("Text that only looks like a number is passed over.", () => {
  expect(numbersIn(Buffer.from("# #12# #1#"))).toEqual([]);
});
