import { z } from "zod";
import { conversationState } from "../../conversation.ts";
import { conversationEvent } from "../../events/index.ts";
import { id, instant, position, ref } from "../../ids.ts";

/**
 * Following has begun. Either `events` bring the client from its position to `seq`, or `snapshot`
 * replaces what it had (first time, too far behind, or history pruned). Live events follow `seq`.
 * Without `ref` it answers a subscription named in `hello`.
 */
export const subscribed = z.strictObject({
  type: z.literal("subscribed"),
  ref: z.optional(ref),
  conversation_id: id,
  seq: position,
  /** With a snapshot: when the event at `seq` happened; absent before the first one. */
  at: z.optional(instant),
  snapshot: z.optional(conversationState),
  events: z.optional(z.array(conversationEvent)),
});
