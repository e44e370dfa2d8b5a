import { z } from "zod";
import { position } from "../ids.ts";
import { sharedCategories, sharedItem } from "../shared-item.ts";

/** Which things of a conversation, and from where on: `before` is the `next` of the page before. */
export const sharedQuery = z.strictObject({
  category: z.enum(sharedCategories),
  before: z.optional(z.coerce.number().pipe(position)),
});
export type SharedQuery = z.infer<typeof sharedQuery>;

/** Newest first. `next` is null on the last page; a page may be shorter than others. */
export const sharedAnswer = z
  .strictObject({ items: z.array(sharedItem), next: z.nullable(position) })
  .meta({ id: "SharedPage" });
export type SharedPage = z.infer<typeof sharedAnswer>;
