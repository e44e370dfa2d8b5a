import { z } from "zod";
import { id, position } from "./ids.ts";

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
