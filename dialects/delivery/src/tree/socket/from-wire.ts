import { z } from "zod";
import type { Query } from "../query.ts";

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** A query as a Firebase client spells it. */
const wireQuery = z.object({
  sp: z.optional(value),
  sn: z.optional(z.string()),
  sin: z.optional(z.boolean()),
  ep: z.optional(value),
  en: z.optional(z.string()),
  ein: z.optional(z.boolean()),
  l: z.optional(z.number().int().positive()),
  vf: z.optional(z.enum(["l", "r"])),
  i: z.optional(z.string()),
});
export type WireQuery = z.infer<typeof wireQuery>;

/** What a client asks for, under a number of its own. */
const ask = z.object({
  t: z.literal("d"),
  d: z.object({
    r: z.number().int(),
    a: z.string(),
    b: z.looseObject({
      p: z.optional(z.string().max(2_048)),
      d: z.optional(z.unknown()),
      q: z.optional(wireQuery),
      t: z.optional(z.number().int()),
      cred: z.optional(z.string().max(4_096)),
    }),
  }),
});
export type Ask = z.infer<typeof ask>["d"];

export function readAsk(text: string): Ask | undefined {
  try {
    const parsed = ask.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.d : undefined;
  } catch {
    return undefined;
  }
}

/** The special names of its indices, as our queries have them. */
const indices: Readonly<Record<string, string>> = {
  ".key": "$key",
  ".value": "$value",
  ".priority": "$priority",
};
/** Names that stand for "before every key" and "after every key". */
const [firstKey, lastKey] = ["[MIN_NAME]", "[MAX_NAME]"];

export function toQuery({ sp, sn, sin, ep, en, ein, l, vf, i = ".priority" }: WireQuery): Query {
  const named = (name: string | undefined) =>
    name === undefined || name === firstKey || name === lastKey ? {} : { key: name };
  return {
    by: indices[i] ?? i,
    ...(sp !== undefined && {
      start: { value: sp, ...named(sn), open: sin === false || sn === lastKey },
    }),
    ...(ep !== undefined && {
      end: { value: ep, ...named(en), open: ein === false || en === firstKey },
    }),
    ...(l !== undefined && { limit: { count: l, from: vf === "r" ? "last" : "first" } }),
  };
}

/** Puts texts together that a client sends in pieces: their number first, then each. */
export class Pieces {
  #missing = 0;
  #text = "";

  /** The whole text once it is there. */
  take(text: string): string | undefined {
    if (this.#missing === 0) {
      if (!/^\d{1,4}$/.test(text)) return text;
      this.#missing = Number(text);
      this.#text = "";
      return undefined;
    }
    this.#text += text;
    this.#missing -= 1;
    return this.#missing === 0 ? this.#text : undefined;
  }
}
