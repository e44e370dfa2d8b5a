import { addressOfFile, type Core, type PairHead } from "@relais/core";
import type { ConversationEvent, Language, Message, Receipt } from "@relais/protocol";
import { type Pair, toMessage } from "../to-wire/message.ts";
import { offsetOf } from "./trail.ts";

/** Texts of one conversation that are kept for those who hear them later. */
const keptTexts = 50;

type Known = {
  readonly customer_id: string;
  readonly worker_id: string;
  seq: number;
  readonly read: Map<string, number>;
  /** Messages that one of the two has not read, by number. */
  readonly open: Map<number, { readonly id: string; readonly sender_id: string | null }>;
  readonly texts: Map<number, string | null>;
};

/** Where a conversation stands, or who the two of a new one are. */
export type Met = Pick<PairHead, "conversation_id" | "customer_id" | "worker_id"> &
  Partial<PairHead>;

/** An event of Socket.IO's protocol in the main namespace, as it travels. */
export const packet = (name: string, ...values: readonly unknown[]): string =>
  `2${JSON.stringify([name, ...values])}`;

/** What everybody hears who is told in one language: each event is put into words once. */
export class Hall {
  readonly #core: Core;
  readonly #language: Language;
  readonly #origin: string;
  readonly #conversations = new Map<string, Known>();

  constructor(core: Core, language: Language, origin: string) {
    this.#core = core;
    this.#language = language;
    this.#origin = origin;
  }

  /** What is known better already stays. */
  know({ conversation_id, customer_id, worker_id, seq = 0, read = {}, unread = [] }: Met): void {
    const known = this.#conversations.get(conversation_id);
    if (known !== undefined && known.seq >= seq) return;
    this.#conversations.set(conversation_id, {
      customer_id,
      worker_id,
      seq,
      read: new Map(Object.entries(read)),
      open: new Map(unread.map(({ number, ...one }) => [number, one])),
      texts: new Map(),
    });
  }

  /** The text for an event, in the words of this API; null where it has none. */
  textOf(organizationId: string, conversationId: string, event: ConversationEvent): string | null {
    const known = this.#conversations.get(conversationId);
    if (known === undefined) return null;
    const before = known.texts.get(event.seq);
    if (before !== undefined) return before;
    const text = this.#tell(organizationId, conversationId, known, event);
    known.texts.set(event.seq, text);
    if (known.texts.size > keptTexts) known.texts.delete([...known.texts.keys()][0] ?? 0);
    known.seq = Math.max(known.seq, event.seq);
    return text;
  }

  #tell(
    organizationId: string,
    conversationId: string,
    known: Known,
    event: ConversationEvent,
  ): string | null {
    const isNews = event.seq > known.seq;
    if (event.type === "message.sent") {
      const { id, number, about } = event.data;
      if (isNews) known.open.set(number, { id, sender_id: event.actor_id });
      const pair = {
        ...this.#pairOf(organizationId, conversationId, known),
        subjects: new Map(about === undefined ? [] : [[number, about]]),
      };
      const offset = offsetOf({ conversation_id: conversationId, seq: event.seq });
      return packet("new-message", toMessage(messageOf(event), pair), offset);
    }
    // Who hears of a reading later finds it with the messages.
    if (event.type !== "receipt.advanced" || !isNews) return null;
    const { user_id: readerId, read } = event.data;
    const messageIds = readNow(known, readerId, read);
    return messageIds.length === 0 ? null : packet("messages-read", { readerId, messageIds });
  }

  #pairOf(organization_id: string, conversation_id: string, known: Known): Pair {
    const core = this.#core;
    const receipts: Record<string, Receipt> = {};
    for (const [id, read] of known.read) receipts[id] = { delivered: read, read };
    return {
      conversation_id,
      people: new Map(),
      receipts,
      language: this.#language,
      kindOf: (name) => core.kinds.get(name),
      addressOf: (id) => this.#origin + addressOfFile(core, { organization_id, id }),
      customer_id: known.customer_id,
      worker_id: known.worker_id,
      subjects: new Map(),
      readTimes: new Map(),
    };
  }
}

/** The messages of the other one that somebody has just read. */
function readNow({ read, open }: Known, readerId: string, upTo: number): string[] {
  const already = read.get(readerId) ?? 0;
  if (upTo <= already) return [];
  read.set(readerId, upTo);
  const fresh = [...open].filter(
    ([number, { sender_id }]) => number > already && number <= upTo && sender_id !== readerId,
  );
  const least = Math.min(...read.values());
  for (const number of open.keys()) if (number <= least) open.delete(number);
  return fresh.map(([, { id }]) => id);
}

function messageOf(event: Extract<ConversationEvent, { type: "message.sent" }>): Message {
  const { id, number, kind, text, system, client_id, reply_to = null, attachments } = event.data;
  return {
    id,
    number,
    seq: event.seq,
    kind,
    sender_id: event.actor_id,
    text,
    system,
    client_id,
    created_at: event.at,
    reply_to,
    edited_at: null,
    deleted_at: null,
    reactions: {},
    ...(attachments !== undefined && { attachments }),
  };
}
