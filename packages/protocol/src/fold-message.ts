import type { ConversationEvent } from "./events/index.ts";
import { previewedLink } from "./links-in.ts";
import type { Message } from "./message.ts";
import { quotedText } from "./quoted-text.ts";

/** An event that changes messages which are there already. */
type MessageChange = Extract<
  ConversationEvent,
  { type: "message.edited" | "message.deleted" | "message.previewed" | "reaction.set" }
>;

export function changesMessages(event: ConversationEvent): event is MessageChange {
  return (
    event.type === "message.edited" ||
    event.type === "message.deleted" ||
    event.type === "message.previewed" ||
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
    case "message.edited": {
      const { preview, ...rest } = message;
      const { text } = event.data;
      // A card stays with its link.
      const kept = preview !== undefined && previewedLink(text) === preview.link;
      return { ...rest, text, edited_at: event.at, ...(kept && { preview }) };
    }
    case "message.deleted": {
      const { attachments: _, preview: __, ...rest } = message;
      return { ...rest, text: "", deleted_at: event.at, reactions: {} };
    }
    case "message.previewed": {
      const { preview: _, ...rest } = message;
      return event.data.preview === null ? rest : { ...rest, preview: event.data.preview };
    }
    case "reaction.set": {
      const { user_id, emoji } = event.data;
      const { [user_id]: _, ...others } = message.reactions;
      return { ...message, reactions: emoji === null ? others : { ...others, [user_id]: emoji } };
    }
  }
}

function requoted(message: Message, event: MessageChange): Message {
  if (message.reply_to === null) return message;
  if (event.type === "reaction.set" || event.type === "message.previewed") return message;
  const now =
    event.type === "message.edited"
      ? { text: quotedText(event.data.text) }
      : { text: "", deleted: true };
  return { ...message, reply_to: { ...message.reply_to, ...now } };
}
