/**
 * A client's text frame (or another, by its first byte). The mask is zero: masking exists against hostile
 * pages behind proxies, and every server here is sent the same.
 */
export function encodeText(text: string, firstByte = 0x81): Buffer {
  const length = Buffer.byteLength(text);
  const extended = length > 125 ? 2 : 0;
  if (length > 0xffff) throw new Error("The generator sends no frame above 64 KiB.");
  const frame = Buffer.allocUnsafe(6 + extended + length);
  frame[0] = firstByte;
  frame[1] = 0x80 | (extended ? 126 : length);
  if (extended) frame.writeUInt16BE(length, 2);
  frame.fill(0, 2 + extended, 6 + extended);
  frame.write(text, 6 + extended);
  return frame;
}

/** Cuts a server's bytes into frames; keeps what is incomplete. Servers here send no fragments. */
export class FrameReader {
  #kept: Buffer | undefined;

  /** Calls `visit` for each whole frame. The payload is valid only during the call. */
  read(chunk: Buffer, visit: (opcode: number, payload: Buffer) => void): void {
    const bytes = this.#kept ? Buffer.concat([this.#kept, chunk]) : chunk;
    this.#kept = undefined;
    let at = 0;
    while (at + 2 <= bytes.length) {
      let length = (bytes[at + 1] ?? 0) & 0x7f;
      let start = at + 2;
      if (length === 126) {
        if (start + 2 > bytes.length) break;
        length = bytes.readUInt16BE(start);
        start += 2;
      } else if (length === 127) {
        if (start + 8 > bytes.length) break;
        length = Number(bytes.readBigUInt64BE(start));
        start += 8;
      }
      if (start + length > bytes.length) break;
      visit((bytes[at] ?? 0) & 0x0f, bytes.subarray(start, start + length));
      at = start + length;
    }
    if (at < bytes.length) this.#kept = Buffer.from(bytes.subarray(at));
  }
}
