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

/** An id as brief frames spell it: its bytes in base64url. */
export function shortId(id: string): string {
  return Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
}
