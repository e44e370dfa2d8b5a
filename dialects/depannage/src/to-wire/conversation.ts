import type { ConversationSummary } from "@relais/core";
import type { Surroundings } from "@relais/dialect";
import { z } from "zod";
import { toMessage, wireMessage } from "./message.ts";
import { toPerson, wirePerson } from "./person.ts";

export const wireConversation = z.object({
  id: z.string(),
  request: z.string(),
  client: wirePerson,
  technician: z.nullable(wirePerson),
  last_message: z.nullable(wireMessage),
  unread_count: z.number(),
  is_active: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type WireConversation = z.infer<typeof wireConversation>;

export function toConversation(
  summary: ConversationSummary,
  around: Surroundings,
): WireConversation {
  const { conversation_id, case: theCase, last_message, unread, closed, created_at } = summary;
  const { id, customer, assignee, updated_at } = theCase;
  const spoken = last_message?.created_at ?? created_at;
  return {
    id: conversation_id,
    request: id,
    client: toPerson(customer),
    technician: assignee && toPerson(assignee),
    last_message: last_message && toMessage(last_message, around),
    unread_count: unread,
    is_active: !closed,
    created_at,
    updated_at: spoken > updated_at ? spoken : updated_at,
  };
}
