import { z } from "zod";
import { id, position } from "./ids.ts";
import { limits } from "./limits.ts";

/** What an answer shows of the message that it answers, as that message stands now. */
export const quote = z
  .strictObject({
    id,
    number: position,
    sender_id: z.nullable(id),
    /** The beginning of the text; empty once the message was deleted. */
    text: z.string(),
    deleted: z.boolean(),
  })
  .meta({ id: "Quote" });
export type Quote = z.infer<typeof quote>;

/** The beginning of a text, counted in code points as PostgreSQL's `left` does. */
export function quotedText(text: string): string {
  // A code point takes two units at most: no longer text need be taken apart.
  return [...text.slice(0, limits.quotedCharacters * 2)].slice(0, limits.quotedCharacters).join("");
}
