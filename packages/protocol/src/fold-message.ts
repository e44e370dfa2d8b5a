import type { ConversationEvent } from "./events/index.ts";
import type { Message } from "./message.ts";
import { quotedText } from "./quoted-text.ts";

/** An event that changes messages which are there already. */
type MessageChange = Extract<
  ConversationEvent,
  { type: "message.edited" | "message.deleted" | "reaction.set" }
>;

export function changesMessages(event: ConversationEvent): event is MessageChange {
  return (
    event.type === "message.edited" ||
    event.type === "message.deleted" ||
    event.type === "reaction.set"
  );
}

/**
 * A run of messages after a change of one of them, quotes of it included. The run may be any part of the
 * conversation: what it does not hold is passed over. Unchanged messages keep their objects.
 */
export function foldMessages(messages: readonly Message[], event: MessageChange): Message[] {
  return messages.map((message) => {
    if (message.number === event.data.number) return changed(message, event);
    return message.reply_to?.number === event.data.number ? requoted(message, event) : message;
  });
}

function changed(message: Message, event: MessageChange): Message {
  switch (event.type) {
    case "message.edited":
      return { ...message, text: event.data.text, edited_at: event.at };
    case "message.deleted": {
      const { attachments: _, ...rest } = message;
      return { ...rest, text: "", deleted_at: event.at, reactions: {} };
    }
    case "reaction.set": {
      const { user_id, emoji } = event.data;
      const { [user_id]: _, ...others } = message.reactions;
      return { ...message, reactions: emoji === null ? others : { ...others, [user_id]: emoji } };
    }
  }
}

function requoted(message: Message, event: MessageChange): Message {
  if (message.reply_to === null || event.type === "reaction.set") return message;
  const now =
    event.type === "message.edited"
      ? { text: quotedText(event.data.text) }
      : { text: "", deleted: true };
  return { ...message, reply_to: { ...message.reply_to, ...now } };
}
