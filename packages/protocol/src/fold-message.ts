import type { ConversationEvent } from "./events/index.ts";
import { previewedLink } from "./links-in.ts";
import type { Message } from "./message.ts";
import { quotedText } from "./quoted-text.ts";

/** An event that changes messages which are there already. */
type MessageChange = Extract<
  ConversationEvent,
  {
    type:
      | "message.edited"
      | "message.deleted"
      | "message.previewed"
      | "reaction.set"
      | "guidance.answered"
      | "guidance.ended";
  }
>;
type StepChange = Extract<MessageChange, { type: `guidance.${string}` }>;
type OneMessageChange = Exclude<MessageChange, StepChange>;

export function changesMessages(event: ConversationEvent): event is MessageChange {
  return (
    event.type === "message.edited" ||
    event.type === "message.deleted" ||
    event.type === "message.previewed" ||
    event.type === "reaction.set" ||
    isOfStep(event)
  );
}

/**
 * A run of messages after a change of one of them, quotes of it included. The run may be any part of the
 * conversation: what it does not hold is passed over. Unchanged messages keep their objects.
 */
export function foldMessages(messages: readonly Message[], event: MessageChange): Message[] {
  if (isOfStep(event)) return withStep(messages, event);
  return messages.map((message) => {
    if (message.number === event.data.number) return changed(message, event);
    return message.reply_to?.number === event.data.number ? requoted(message, event) : message;
  });
}

function isOfStep(event: ConversationEvent): event is StepChange {
  return event.type === "guidance.answered" || event.type === "guidance.ended";
}

/** The instruction and its proofs, as their step stands now. What is closed stays as it is. */
function withStep(messages: readonly Message[], { data: { step } }: StepChange): Message[] {
  if (step === null) return [...messages];
  return messages.map((message) =>
    message.step?.id === step.id && message.step.closed_at === null
      ? { ...message, step }
      : message,
  );
}

function changed(message: Message, event: OneMessageChange): Message {
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

function requoted(message: Message, event: OneMessageChange): Message {
  if (message.reply_to === null) return message;
  if (event.type === "reaction.set" || event.type === "message.previewed") return message;
  const now =
    event.type === "message.edited"
      ? { text: quotedText(event.data.text) }
      : { text: "", deleted: true };
  return { ...message, reply_to: { ...message.reply_to, ...now } };
}
