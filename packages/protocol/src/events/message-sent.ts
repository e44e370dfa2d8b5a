import { z } from "zod";
import { mentions } from "../mentions.ts";
import { id } from "../ids.ts";
import { message } from "../message.ts";
import { quickAnswerId } from "../quick-answer.ts";
import { quote } from "../quote.ts";

/** Someone wrote a message, or caused the machine to write one (`kind: system`). */
export const messageSent = z.strictObject({
  type: z.literal("message.sent"),
  data: z.strictObject({
    id: message.shape.id,
    number: message.shape.number,
    kind: message.shape.kind,
    text: message.shape.text,
    system: message.shape.system,
    client_id: message.shape.client_id,
    /** Absent when it answers nothing. */
    reply_to: z.optional(quote),
    attachments: message.shape.attachments,
    beside: message.shape.beside,
    /** The one-tap answer that it was sent as: for who reads the journal; the message itself is its text. */
    quick_answer: z.optional(quickAnswerId),
    /** Who is named in it: for who reads the journal. */
    mentions,
    /** The case of several that it is about: for who reads the journal, as `quick_answer` is. */
    about: z.optional(id),
    step: message.shape.step,
  }),
});
