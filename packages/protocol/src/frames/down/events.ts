import { z } from "zod";
import { conversationEvent } from "../../events/index.ts";
import { id } from "../../ids.ts";

/** What happened in a conversation, in order. The same bytes for every listener. */
export const eventsDown = z.strictObject({
  type: z.literal("events"),
  conversation_id: id,
  events: z.array(conversationEvent).min(1),
});
