import { z } from "zod";
import { id } from "../../ids.ts";

/** Someone types, or records a voice note. Ends by itself after `typing_ms` without renewal. */
export const typingDown = z.strictObject({
  type: z.literal("typing"),
  conversation_id: id,
  user_id: id,
  active: z.boolean(),
  recording: z.optional(z.boolean()),
});
