import type { ConversationTotals } from "@relais/core";
import { z } from "zod";

export const stats = z.object({
  request_id: z.nullable(z.string()),
  conversation_id: z.nullable(z.string()),
  total_messages: z.number(),
  unread_messages: z.number(),
  /** Seconds. */
  average_response_time: z.nullable(z.number()),
  last_activity: z.nullable(z.string()),
  active_conversations: z.number(),
});

/** Numbers in the words of this API; which request they are of is said by the caller. */
export const toStats = (totals: ConversationTotals) => ({
  total_messages: totals.messages,
  unread_messages: totals.unread,
  average_response_time: totals.answered_after,
  last_activity: totals.last_activity,
  active_conversations: totals.open,
});
