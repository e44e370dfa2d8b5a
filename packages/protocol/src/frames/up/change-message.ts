import { z } from "zod";
import { id, ref } from "../../ids.ts";
import { message } from "../../message.ts";
import { reactionEmoji } from "../../reaction.ts";

const about = { ref, conversation_id: id, number: message.shape.number };

/** Rewrite one's own message. Answered by `ack` once it is on disk; the same text again changes nothing. */
export const edit = z.strictObject({ type: z.literal("edit"), ...about, text: z.string() });

/** Delete a message for everybody. Deleting it again changes nothing. */
export const deleteUp = z.strictObject({ type: z.literal("delete"), ...about });

/** Say what one's reaction to a message is now; null takes it back. */
export const react = z.strictObject({
  type: z.literal("react"),
  ...about,
  emoji: z.nullable(reactionEmoji),
});
