import { z } from "zod";
import { id } from "../../ids.ts";

/** Renew while typing, or recording; it expires by itself. Fleeting: never journaled. */
export const typingUp = z.strictObject({
  type: z.literal("typing"),
  conversation_id: id,
  active: z.boolean(),
  /** A voice note, not words. */
  recording: z.optional(z.boolean()),
});
