import type { DisplayedMessage } from "@relais/client";
import { isUnread } from "@relais/protocol";
import { daysApart } from "../../format/time.ts";

/** What stands in the list of messages, top to bottom. */
export type Row =
  | { type: "older"; key: string }
  | { type: "start"; key: string; at: string }
  | { type: "day"; key: string; at: string }
  | { type: "unread"; key: string; count: number }
  | { type: "note"; key: string; message: DisplayedMessage }
  | { type: "message"; key: string; message: DisplayedMessage; first: boolean; last: boolean }
  | { type: "typing"; key: string; people: readonly string[] };

/** Messages of one person closer than this stand together. */
const togetherMs = 5 * 60_000;

export type RowsInput = {
  messages: readonly DisplayedMessage[];
  hasOlder: boolean;
  typing: readonly string[];
  /** The line stands before the first message of someone else after this number. */
  unreadAfter: number | null;
  /** When the conversation began; null while that is not known. */
  startedAt: string | null;
};

function standTogether(a: DisplayedMessage | undefined, b: DisplayedMessage | undefined): boolean {
  if (!a || !b || a.kind !== "text" || b.kind !== "text" || a.sender_id !== b.sender_id)
    return false;
  const from = Date.parse(a.created_at);
  const to = Date.parse(b.created_at);
  return Math.abs(to - from) < togetherMs && daysApart(from, to) === 0;
}

/** The first message after `number` that waits to be read, and how many such messages there are. */
export function unreadFrom(
  messages: readonly DisplayedMessage[],
  number: number,
): { first: number; count: number } {
  // Whose a message is, its delivery says already.
  const waits = (message: DisplayedMessage) =>
    message.delivery === "received" && isUnread(message, null, number);
  return { first: messages.findIndex(waits), count: messages.filter(waits).length };
}

/** Lays messages out: days, groups of one sender, the unread line, who is typing. Pure. */
export function layRows(input: RowsInput): Row[] {
  const { messages } = input;
  const rows: Row[] = [];
  if (input.hasOlder) rows.push({ type: "older", key: "older" });
  else if (input.startedAt) rows.push({ type: "start", key: "start", at: input.startedAt });
  const unread =
    input.unreadAfter === null ? { first: -1, count: 0 } : unreadFrom(messages, input.unreadAfter);
  for (const [index, message] of messages.entries()) {
    const before = messages[index - 1];
    const newDay =
      !before || daysApart(Date.parse(before.created_at), Date.parse(message.created_at)) !== 0;
    // Keyed by what follows it: an older page may bring a line for the same day.
    if (newDay) rows.push({ type: "day", key: `day:${message.key}`, at: message.created_at });
    const lineHere = index === unread.first;
    if (lineHere) rows.push({ type: "unread", key: "unread", count: unread.count });
    if (message.kind === "system") {
      rows.push({ type: "note", key: message.key, message });
      continue;
    }
    const lineNext = index + 1 === unread.first;
    rows.push({
      type: "message",
      key: message.key,
      message,
      first: lineHere || !standTogether(before, message),
      last: lineNext || !standTogether(message, messages[index + 1]),
    });
  }
  if (input.typing.length > 0) rows.push({ type: "typing", key: "typing", people: input.typing });
  return rows;
}
