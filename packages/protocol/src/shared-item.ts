import { z } from "zod";
import { attachment } from "./attachment.ts";
import { id, instant, position } from "./ids.ts";
import { linkPreview } from "./link.ts";

/** What a message may hold besides its words. */
export const sharedCategories = ["picture", "file", "voice", "link"] as const;
export type SharedCategory = (typeof sharedCategories)[number];

/** One thing of a message: a file, or a link with what is known of it. */
export const sharedItem = z
  .strictObject({
    message_id: id,
    /** The number of the message, to go to it. */
    number: position,
    sender_id: z.nullable(id),
    sender_name: z.nullable(z.string()),
    created_at: instant,
    file: z.optional(attachment),
    link: z.optional(z.string()),
    preview: z.optional(z.nullable(linkPreview)),
  })
  .meta({ id: "SharedItem" });
export type SharedItem = z.infer<typeof sharedItem>;
