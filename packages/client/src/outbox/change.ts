import {
  type ConversationEvent,
  changesMessages,
  foldMessages,
  type Message,
  type ReactionEmoji,
} from "@relais/protocol";
import type { OutboxEntry } from "./types.ts";

/** What one does to a message that is there already. */
export type Change =
  | { type: "edit"; number: number; text: string }
  | { type: "delete"; number: number }
  | { type: "react"; number: number; emoji: ReactionEmoji | null };

export type ChangeEntry = OutboxEntry & { change: Change };

export const isChange = (entry: OutboxEntry): entry is ChangeEntry => entry.change !== undefined;

const eventTypes = {
  edit: "message.edited",
  delete: "message.deleted",
  react: "reaction.set",
} as const;

/** Whether the event is of the same sort and about the same message: newer than what was shown in advance of it. */
export function isAbout({ type, number }: Change, event: ConversationEvent): boolean {
  return changesMessages(event) && event.type === eventTypes[type] && event.data.number === number;
}

/** Whether the event says the very thing that was asked for. */
export function isMadeBy(change: Change, event: ConversationEvent): boolean {
  if (!isAbout(change, event)) return false;
  if (change.type === "edit") {
    return event.type === "message.edited" && event.data.text === change.text;
  }
  return change.type === "delete"
    ? true
    : event.type === "reaction.set" && event.data.emoji === change.emoji;
}

/** Messages as if these changes had happened. */
export function withChanges(
  messages: readonly Message[],
  entries: readonly ChangeEntry[],
  viewerId: string,
): readonly Message[] {
  return entries.reduce<readonly Message[]>(
    (shown, entry) => foldMessages(shown, asEvent(entry, viewerId)),
    messages,
  );
}

function asEvent({ change, created_at: at }: ChangeEntry, actor_id: string) {
  const entry = { seq: 0, at, actor_id };
  // The fold finds a message by its number.
  const about = { id: "", number: change.number };
  switch (change.type) {
    case "edit":
      return { ...entry, type: "message.edited", data: { ...about, text: change.text } } as const;
    case "delete":
      return { ...entry, type: "message.deleted", data: about } as const;
    case "react": {
      const data = { ...about, user_id: actor_id, emoji: change.emoji };
      return { ...entry, type: "reaction.set", data } as const;
    }
  }
}
