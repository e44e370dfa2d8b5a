import {
  changesMessages,
  type ConversationEvent,
  foldMessages,
  type Message,
} from "@relais/protocol";

/** The messages that a journal makes, oldest first. */
export function messagesOf(events: readonly ConversationEvent[] = []): Message[] {
  let messages: Message[] = [];
  for (const event of events) {
    if (changesMessages(event)) messages = foldMessages(messages, event);
    if (event.type !== "message.sent") continue;
    const { data, seq, actor_id: sender_id, at: created_at } = event;
    messages.push({
      ...data,
      seq,
      sender_id,
      created_at,
      reply_to: data.reply_to ?? null,
      edited_at: null,
      deleted_at: null,
      reactions: {},
    });
  }
  return messages;
}
