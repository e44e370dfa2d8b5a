import { z } from "zod";
import { message } from "../message.ts";

/** The sender rewrote a message. `at` is its new `edited_at`. */
export const messageEdited = z.strictObject({
  type: z.literal("message.edited"),
  data: z.strictObject({
    id: message.shape.id,
    number: message.shape.number,
    text: message.shape.text,
  }),
});
