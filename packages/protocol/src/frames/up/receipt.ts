import { z } from "zod";
import { id, position } from "../../ids.ts";

/** How far this person has received and read, in message numbers. Not acknowledged: it only grows. */
export const receiptUp = z.strictObject({
  type: z.literal("receipt"),
  conversation_id: id,
  delivered: z.optional(position),
  read: z.optional(position),
});
