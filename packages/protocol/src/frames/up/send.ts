import { z } from "zod";
import { clientId, id, ref } from "../../ids.ts";
import { attachmentIds } from "../../attachment-ids.ts";

/** Write a message. Answered by `ack` once it is on disk, or by `refused`. */
export const send = z.strictObject({
  type: z.literal("send"),
  ref,
  conversation_id: id,
  client_id: clientId,
  /** May be empty when there are attachments. */
  text: z.string(),
  attachments: attachmentIds,
});
