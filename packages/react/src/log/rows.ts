import type { DisplayedMessage } from "@relais/client";
import { isUnread } from "@relais/protocol";
import { daysApart } from "../format/time.ts";

/** What stands in the list of messages, top to bottom. */
export type Row =
  | { type: "older"; key: string }
  | { type: "start"; key: string; at: string }
  | { type: "day"; key: string; at: string }
  | { type: "unread"; key: string; count: number }
  | { type: "note"; key: string; message: DisplayedMessage }
  | {
      type: "message" | "internal";
      key: string;
      message: DisplayedMessage;
      first: boolean;
      last: boolean;
    }
  | { type: "typing"; key: string; people: readonly string[] };

/** Messages of one person closer than this stand together. */
const togetherMs = 5 * 60_000;

export type RowsInput = {
  messages: readonly DisplayedMessage[];
  /** What the customer does not see; each stands after the message that it is beside. */
  internal?: readonly DisplayedMessage[];
  hasOlder: boolean;
  hasNewer?: boolean;
  typing: readonly string[];
  /** How many wait to be read, shown or not. */
  unread?: number;
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

type Placed = { message: DisplayedMessage; internal: boolean };

/**
 * One order for both, the same on every device: by number, then internal messages by theirs. Those beside
 * messages that are not here yet wait for them; those under way come last.
 */
export function layTogether({
  messages,
  internal = [],
  hasOlder,
  hasNewer = false,
}: Pick<RowsInput, "messages" | "internal" | "hasOlder" | "hasNewer">): Placed[] {
  const first = hasOlder ? (messages[0]?.number ?? 1) - 1 : 0;
  const last = hasNewer ? (messages.findLast(({ number }) => number !== null)?.number ?? 0) : null;
  const waiting = internal
    .filter(({ beside }) => beside === undefined || beside >= first)
    .filter(({ beside }) => last === null || (beside !== undefined && beside <= last));
  const placed: Placed[] = [];
  let next = 0;
  const putUpTo = (isBefore: (message: DisplayedMessage) => boolean) => {
    for (let one = waiting[next]; one !== undefined && isBefore(one); one = waiting[next]) {
      placed.push({ message: one, internal: true });
      next += 1;
    }
  };
  for (const message of messages) {
    const { number } = message;
    putUpTo(({ beside }) => beside !== undefined && (number === null || beside < number));
    placed.push({ message, internal: false });
  }
  putUpTo(() => true);
  return placed;
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
  const placed = layTogether(input);
  const rows: Row[] = [];
  if (input.hasOlder) rows.push({ type: "older", key: "older" });
  else if (input.startedAt) rows.push({ type: "start", key: "start", at: input.startedAt });
  const unread =
    input.unreadAfter === null ? { first: -1, count: 0 } : unreadFrom(messages, input.unreadAfter);
  // What is not shown yet counts as well.
  const count = input.hasNewer ? Math.max(unread.count, input.unread ?? 0) : unread.count;
  const firstUnread = messages[unread.first];
  for (const [index, { message, internal }] of placed.entries()) {
    const before = placed[index - 1]?.message;
    const after = placed[index + 1];
    const sameReaders = (other: Placed | undefined) => other?.internal === internal;
    const newDay =
      !before || daysApart(Date.parse(before.created_at), Date.parse(message.created_at)) !== 0;
    // Keyed by what follows it: an older page may bring a line for the same day.
    if (newDay) rows.push({ type: "day", key: `day:${message.key}`, at: message.created_at });
    const lineHere = message === firstUnread;
    if (lineHere) rows.push({ type: "unread", key: "unread", count });
    if (message.kind === "system") {
      rows.push({ type: "note", key: message.key, message });
      continue;
    }
    const lineNext = after !== undefined && after.message === firstUnread;
    rows.push({
      type: internal ? "internal" : "message",
      key: message.key,
      message,
      first: lineHere || !sameReaders(placed[index - 1]) || !standTogether(before, message),
      last: lineNext || !sameReaders(after) || !standTogether(message, after?.message),
    });
  }
  if (input.typing.length > 0) rows.push({ type: "typing", key: "typing", people: input.typing });
  return rows;
}
