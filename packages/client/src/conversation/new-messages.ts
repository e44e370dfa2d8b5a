import type { ConversationEvent, Message } from "@relais/protocol";

/** Who wrote the messages among these events, and under which `client_id`. */
export function newMessages(
  events: readonly ConversationEvent[],
): Pick<Message, "client_id" | "sender_id">[] {
  return events.flatMap((event) =>
    event.type === "message.sent"
      ? [{ client_id: event.data.client_id, sender_id: event.actor_id }]
      : [],
  );
}
