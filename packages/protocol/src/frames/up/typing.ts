import { z } from "zod";
import { id } from "../../ids.ts";

/** Renew while typing; it expires by itself. Fleeting: never journaled. */
export const typingUp = z.strictObject({
  type: z.literal("typing"),
  conversation_id: id,
  active: z.boolean(),
});
