import { z } from "zod";
import { draft } from "../../draft.ts";
import { position, ref } from "../../ids.ts";

/**
 * What this person has begun to write there, for their other devices. Without text and `reply_to` there is nothing any
 * more: then only what the device knew, up to `base`, is taken away. Answered by `ack` with `draft_revision`.
 */
export const draftUp = z.strictObject({
  type: z.literal("draft"),
  ref,
  conversation_id: draft.shape.conversation_id,
  text: draft.shape.text,
  reply_to: z.optional(position),
  /** The newest revision of this draft that the device knows; absent when it knows none. */
  base: z.optional(position),
});
