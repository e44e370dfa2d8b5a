import { z } from "zod";
import { attachment } from "../attachment.ts";
import { id, instant, position } from "../ids.ts";
import { limits } from "../limits.ts";
import { sharedCategories } from "../shared-item.ts";

/** What a found message must hold besides words; `any_file` is a picture, a voice note or another file. */
export const searchHolds = [...sharedCategories, "any_file"] as const;
export type SearchHolds = (typeof searchHolds)[number];

/**
 * What is looked for, and where. Every word counts as a beginning; accents and case do not matter. Without
 * words something that the message `holds` is looked for.
 */
export const searchQuery = z.strictObject({
  q: z.optional(z.string().min(1).max(limits.searchCharacters)),
  holds: z.optional(z.enum(searchHolds)),
  conversation_id: z.optional(id),
  sender_id: z.optional(id),
  kind: z.optional(z.string().max(40)),
  /** From this instant on. */
  since: z.optional(instant),
  /** Before this instant. */
  until: z.optional(instant),
  /** The id of the oldest hit of the page before. */
  before: z.optional(id),
});
export type SearchQuery = z.infer<typeof searchQuery>;

export const searchHit = z
  .strictObject({
    id,
    conversation_id: id,
    case_id: id,
    case_kind: z.string(),
    title: z.string(),
    number: position,
    sender_id: z.nullable(id),
    sender_name: z.nullable(z.string()),
    text: z.string(),
    /** Absent when there are none. */
    attachments: z.optional(z.array(attachment)),
    created_at: instant,
    /** An internal message: `number` is that of the message of the conversation which it is beside. */
    internal: z.boolean(),
    /** From and to, in UTF-16 units of `text`: where the found words stand. */
    highlights: z.array(z.tuple([z.number().int(), z.number().int()])),
  })
  .meta({ id: "SearchHit" });
export type SearchHit = z.infer<typeof searchHit>;

/** Newest first; the next page is the one `before` the oldest message of this one. */
export const searchAnswer = z
  .strictObject({ hits: z.array(searchHit), has_more: z.boolean() })
  .meta({ id: "SearchPage" });
export type SearchPage = z.infer<typeof searchAnswer>;
