import type { ConversationView, DisplayedMessage } from "@relais/client";
import { limits } from "@relais/protocol";

/** A message that the server has, and that still says something. */
export type Standing = DisplayedMessage & { number: number };

export const isStanding = (message: DisplayedMessage): message is Standing =>
  message.number !== null && message.kind !== "system" && message.deleted_at === null;

const ageOf = (message: DisplayedMessage, now: number): number =>
  now - Date.parse(message.created_at);
const isOwn = (message: DisplayedMessage): boolean => message.delivery !== "received";

/** What is offered; the server has the last word, by its own clock. */
export const mayEdit = (message: DisplayedMessage, now: number): boolean =>
  isOwn(message) &&
  message.kind === "text" &&
  isStanding(message) &&
  ageOf(message, now) < limits.editMinutes * 60_000;

export const mayDelete = (message: DisplayedMessage, isAdmin: boolean, now: number): boolean =>
  isAdmin || (isOwn(message) && ageOf(message, now) < limits.deleteHours * 3_600_000);

/** The last message of one's own, if it can still be rewritten. */
export function lastEditable({ messages }: ConversationView, now: number): Standing | undefined {
  const last = messages.findLast(
    (message) => isOwn(message) && message.kind === "text" && isStanding(message),
  );
  return last !== undefined && isStanding(last) && mayEdit(last, now) ? last : undefined;
}
