import { limits } from "@relais/protocol";
import { z } from "zod";

/** A part of a text, as a Firebase client spells it: the `number` of all parts it ever sent, and of how many this text is. */
type Segment = { readonly number: number; readonly of: number; readonly data: string };

const count = z.coerce.number().int().min(0);
const segment = z.object({ number: count, of: count.min(1), data: z.string() });

/** Parts that may come before the one that is missing: a client asks twice at once, at most. */
const mostAhead = 64;
/** Base64 of the longest text that is taken. */
const mostCharacters = Math.ceil((limits.frameBytes * 4) / 3) + 4;

/** The segments in a query: `seg0`, `ts0`, `d0`, `seg1` and so on. Undefined where one is malformed. */
export function segmentsIn(query: Readonly<Record<string, unknown>>): Segment[] | undefined {
  const found: Segment[] = [];
  for (let at = 0; query[`seg${at}`] !== undefined; at += 1) {
    const given = { number: query[`seg${at}`], of: query[`ts${at}`], data: query[`d${at}`] };
    const parsed = segment.safeParse(given);
    if (!parsed.success) return undefined;
    found.push(parsed.data);
  }
  return found;
}

/** Puts texts together from their segments, in the order of their numbers. */
export class Segments {
  readonly #ahead = new Map<number, Segment>();
  #next = 0;
  #text = "";
  #parts = 0;

  /** The texts that are whole now; undefined when more is ahead, or longer, than any client of ours sends. */
  take(segments: readonly Segment[]): string[] | undefined {
    for (const one of segments) if (one.number >= this.#next) this.#ahead.set(one.number, one);
    const texts: string[] = [];
    for (let one = this.#ahead.get(this.#next); one; one = this.#ahead.get(this.#next)) {
      this.#ahead.delete(this.#next);
      this.#next += 1;
      this.#text += one.data;
      this.#parts += 1;
      if (this.#text.length > mostCharacters) return undefined;
      if (this.#parts < one.of) continue;
      // Its alphabet is that of addresses, with full stops at the end.
      texts.push(Buffer.from(this.#text.replace(/\.+$/, ""), "base64url").toString());
      this.#text = "";
      this.#parts = 0;
    }
    return this.#ahead.size > mostAhead ? undefined : texts;
  }
}
