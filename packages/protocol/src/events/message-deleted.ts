import { z } from "zod";
import { message } from "../message.ts";

/**
 * A message was deleted for everybody. From then on the events before this one no longer hold its text
 * either: they come with an empty one.
 */
export const messageDeleted = z.strictObject({
  type: z.literal("message.deleted"),
  data: z.strictObject({ id: message.shape.id, number: message.shape.number }),
});
