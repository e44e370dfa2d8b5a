import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

/** Asking the system for a few random bytes costs as much as asking for many: one question for 256 ids. */
const pool = Buffer.allocUnsafe(256 * 16);
let used = pool.length;
let lastMs = 0;
let counter = 0;

/** A new id: time-ordered within this process, so that index pages fill one after the other. */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + 16);
  used += 16;
  const now = Date.now();
  // Within a millisecond ids count on from a random start (RFC 9562 §6.2, method 1), room left to count.
  if (now > lastMs) {
    lastMs = now;
    counter = random.readUInt32BE(6) >>> 1;
  } else counter += 1;
  return v7({ random, msecs: lastMs, seq: counter });
}

const dash = 0x2d;
const base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** Written over for each id. */
const short = Buffer.alloc(22);

/**
 * An id as brief frames spell it: its bytes in base64url. Letter by letter: several are told for each message, and
 * by way of a text without dashes and a buffer it costs more than twice as much.
 */
export function shortId(id: string): string {
  let at = 0;
  let bits = 0;
  let held = 0;
  for (let digit = 0; digit < id.length; digit += 1) {
    const code = id.charCodeAt(digit);
    if (code === dash) continue;
    // 0 to 9, and a to f in either case.
    held = (held << 4) | (code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57);
    bits += 4;
    if (bits < 6) continue;
    bits -= 6;
    short[at] = base64url.charCodeAt((held >> bits) & 0x3f);
    at += 1;
  }
  // 21 letters are 126 bits.
  short[at] = base64url.charCodeAt((held << 4) & 0x3f);
  return short.toString("latin1");
}
