import type { ConversationState, Message, Quote } from "@relais/protocol";
import type { AcceptedEntry } from "../outbox/accepted.ts";
import type { ChangeEntry } from "../outbox/change.ts";
import type { OutboxEntry } from "../outbox/types.ts";
import { deliveryOf, type Reach, reachOf } from "./delivery.ts";
import { filesOfEntry, filesOfMessage, isSameFiles, withBlobs } from "./displayed-files.ts";
import type { ConversationStore } from "./store.ts";
import type { DisplayedMessage, PendingChange } from "./types.ts";

/**
 * Puts together what a person sees. An unchanged message keeps its object from one time to the next,
 * so that a list of a thousand renders only the line that changed.
 */
export class MessageDisplay {
  #before = new Map<string, DisplayedMessage>();

  list(
    store: ConversationStore,
    { accepted, messages: entries, changes, progressOf }: Waiting,
    viewerId: string | null,
    over: (messages: readonly Message[]) => readonly Message[] = (messages) => messages,
  ): readonly DisplayedMessage[] {
    const state = store.state;
    const viewer = viewerId ?? state?.viewer_id ?? null;
    const reach = state === null ? { delivered: 0, read: 0 } : reachOf(state);
    const pending = new Map(changes.map((entry) => [entry.change.number, pendingOf(entry)]));
    const journaled = over(store.shown).map((message) =>
      withBlobs(fromJournal(message, viewer, reach, pending.get(message.number)), this.#before),
    );
    const arrived = new Set(journaled.map((message) => message.key));
    const waiting = [
      // On the server's disk, but its event is still on the way to us.
      ...accepted
        .filter(({ entry, sent }) => !isAnswer(entry) && sent.number > lastNumber(state))
        .sort((one, other) => one.sent.number - other.sent.number)
        .map((one) => fromAccepted(one, progressOf)),
      // A tab that was killed, or another one, leaves in the storage what has arrived already.
      ...entries
        .filter((entry) => !isAnswer(entry) && !arrived.has(entry.client_id))
        .map((entry) => fromOutbox(entry, progressOf)),
    ];
    // Between an excerpt of the past and what is being sent, messages are missing.
    const shown = store.excerpt === null ? [...journaled, ...waiting] : journaled;
    const kept = shown.map((message) => {
      const old = this.#before.get(message.key);
      return old !== undefined && isSame(old, message) ? old : message;
    });
    this.#before = new Map(kept.map((message) => [message.key, message]));
    return kept;
  }
}

const lastNumber = (state: ConversationState | null) => state?.last_number ?? 0;

function pendingOf({ change, client_id, state, refusal }: ChangeEntry): PendingChange {
  return {
    client_id,
    type: change.type,
    state,
    ...(change.type === "edit" && { text: change.text }),
    ...(refusal !== undefined && { refusal }),
  };
}

function fromJournal(
  message: Message,
  viewer: string | null,
  reach: Reach,
  change: PendingChange | undefined,
): DisplayedMessage {
  const { seq: _, ...rest } = message;
  const { id, number, sender_id, client_id } = rest;
  const own = sender_id !== null && sender_id === viewer;
  return {
    ...rest,
    key: own && client_id !== null ? client_id : id,
    delivery: own ? deliveryOf(number, reach) : "received",
    ...(change !== undefined && { change }),
    ...filesOfMessage(message),
  };
}

/** What the outbox has of a conversation. */
export type Waiting = {
  accepted: readonly AcceptedEntry[];
  messages: readonly OutboxEntry[];
  changes: readonly ChangeEntry[];
  progressOf: ProgressOf;
};

type ProgressOf = (entry: OutboxEntry) => number;

/** An answer is shown where its step is. */
const isAnswer = ({ step }: OutboxEntry): boolean => step?.result !== undefined;

function fromOutbox(entry: OutboxEntry, progressOf: ProgressOf): DisplayedMessage {
  return {
    key: entry.client_id,
    id: null,
    number: null,
    sender_id: entry.sender_id,
    kind: entry.step === undefined ? "text" : "proof",
    text: entry.text,
    system: null,
    client_id: entry.client_id,
    created_at: entry.created_at,
    reply_to: entry.reply_to ?? null,
    edited_at: null,
    deleted_at: null,
    reactions: {},
    delivery: entry.state,
    ...(entry.refusal === undefined ? {} : { refusal: entry.refusal }),
    ...filesOfEntry(entry, progressOf),
  };
}

function fromAccepted({ entry, sent }: AcceptedEntry, progressOf: ProgressOf): DisplayedMessage {
  return {
    ...fromOutbox(entry, progressOf),
    id: sent.id,
    number: sent.number,
    created_at: sent.created_at,
    delivery: "sent",
  };
}

function sameQuote(one: Quote | null, other: Quote | null): boolean {
  return one?.number === other?.number && one?.text === other?.text;
}

function sameReactions(one: Message["reactions"], other: Message["reactions"]): boolean {
  if (one === other) return true;
  const people = Object.keys(one);
  return people.length === Object.keys(other).length && people.every((id) => one[id] === other[id]);
}

function isSameChange(one: PendingChange | undefined, other: PendingChange | undefined): boolean {
  return one?.client_id === other?.client_id && one?.state === other?.state;
}

/** Within one version of the protocol only these can change under one key. */
function isSame(one: DisplayedMessage, other: DisplayedMessage): boolean {
  return (
    one.delivery === other.delivery &&
    one.id === other.id &&
    one.text === other.text &&
    one.edited_at === other.edited_at &&
    one.deleted_at === other.deleted_at &&
    one.step?.result === other.step?.result &&
    one.step?.closed_at === other.step?.closed_at &&
    sameQuote(one.reply_to, other.reply_to) &&
    sameReactions(one.reactions, other.reactions) &&
    one.preview?.link === other.preview?.link &&
    one.created_at === other.created_at &&
    one.refusal === other.refusal &&
    isSameChange(one.change, other.change) &&
    isSameFiles(one, other)
  );
}
