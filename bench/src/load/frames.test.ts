import { expect, test } from "vitest";
import { FrameReader } from "./frames.ts";

/** A server's text frame with a payload of `length` bytes, every one of them `letter`. */
function serverFrame(length: number, letter: string): Buffer {
  const payload = Buffer.alloc(length, letter);
  if (length <= 125) return Buffer.concat([Buffer.from([0x81, length]), payload]);
  if (length <= 0xffff) {
    return Buffer.concat([Buffer.from([0x81, 126, length >> 8, length & 0xff]), payload]);
  }
  const head = Buffer.from([0x81, 127, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(length, 6);
  return Buffer.concat([head, payload]);
}

test("Frames of every length are read whole, wherever the bytes are cut.", () => {
  const lengths = [1, 125, 126, 300, 70_000, 2];
  const stream = Buffer.concat(lengths.map((length) => serverFrame(length, "x")));
  for (const step of [11, 1000, stream.length]) {
    const reader = new FrameReader();
    const found: number[] = [];
    for (let at = 0; at < stream.length; at += step) {
      reader.read(stream.subarray(at, at + step), (_opcode, payload) => found.push(payload.length));
    }
    expect(found).toEqual(lengths);
  }
});
