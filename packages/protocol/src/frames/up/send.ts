import { z } from "zod";
import { attachmentIds } from "../../attachment-ids.ts";
import { stepReference } from "../../guidance.ts";
import { clientId, id, position, ref } from "../../ids.ts";
import { procedureReference } from "../../procedure.ts";
import { mentions } from "../../mentions.ts";
import { quickAnswerId } from "../../quick-answer.ts";

/** Write a message. Answered by `ack` once it is on disk, or by `refused`. */
export const send = z.strictObject({
  type: z.literal("send"),
  ref,
  conversation_id: id,
  client_id: clientId,
  /** May be empty when there are attachments. */
  text: z.string(),
  /** The number of the message that it answers, in the same conversation. */
  reply_to: z.optional(position),
  attachments: attachmentIds,
  /** The one-tap answer that this is. */
  quick_answer: z.optional(quickAnswerId),
  /** Only in an internal conversation. */
  mentions,
  /** The case that it is about, where the conversation tells of several. */
  about: z.optional(id),
  step: z.optional(stepReference),
  /** The step of a procedure whose pictures come with it; staff only. */
  planned: z.optional(procedureReference),
});
