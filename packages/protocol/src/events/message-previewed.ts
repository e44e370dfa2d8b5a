import { z } from "zod";
import { linkPreview } from "../link.ts";
import { message } from "../message.ts";

/**
 * The server has looked at the first link of a message. Null once the message was deleted: what its link led
 * to says what it said.
 */
export const messagePreviewed = z.strictObject({
  type: z.literal("message.previewed"),
  data: z.strictObject({
    id: message.shape.id,
    number: message.shape.number,
    preview: z.nullable(linkPreview),
  }),
});
