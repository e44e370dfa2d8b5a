import { z } from "zod";
import { clientId, id, ref } from "../../ids.ts";

/** Write a message. Answered by `ack` once it is on disk, or by `refused`. */
export const send = z.strictObject({
  type: z.literal("send"),
  ref,
  conversation_id: id,
  client_id: clientId,
  text: z.string(),
});
