import type { Room } from "@relais/core";
import type { ConversationEvent, Message } from "@relais/protocol";
import { type Change, type Patch, patch, put } from "./change.ts";
import type { JsonObject } from "./json.ts";
import { held, lastOf, messageNode, metadataNode, type Words } from "./projection.ts";

export type Held = { message: Message; readAt: string | null };

/** A room as it was just read: its newest messages, and who is writing. */
export type Fresh = {
  readonly room: Room;
  readonly messages: readonly Held[];
  readonly typing: readonly string[];
  readonly now: string;
};

/** Events, and messages no longer held, that are remembered: more than wait for any listener. */
const remembered = 200;

/**
 * One room of the tree, kept current by the events of its journal. What an event brings is told whether or not it
 * is held already: several listeners share one tree, and one that came later may have brought it newer.
 */
export class Tree {
  readonly #words: Words;
  readonly #held = new Map<number, Held>();
  /** Ids of messages that are no longer held, for those who still have them. */
  readonly #dropped = new Map<number, string>();
  readonly #typing = new Map<string, string>();
  /** What the newest events brought. */
  readonly #told = new Map<number, Change[]>();
  readonly #views = new Map<string, object>();
  #room: Room;

  constructor(words: Words, fresh: Fresh) {
    this.#words = words;
    this.#room = fresh.room;
    this.refresh(fresh);
  }

  /** What has just been read: as new as anything that was applied before. */
  refresh({ room, messages, typing, now }: Fresh): void {
    this.#room = room;
    for (const one of messages) this.#held.set(one.message.number, { ...one });
    this.#drop();
    const writing = typing.map((id) => [id, this.#typing.get(id) ?? now] as const);
    this.#typing.clear();
    for (const [personId, since] of writing) this.#typing.set(personId, since);
  }

  /** Stands for all who look at one place in the same way: what is told to one of them is told to all. */
  viewOf(place: readonly string[], how = "stream"): object {
    const key = `${how} ${place.join("/")}`;
    const view = this.#views.get(key) ?? {};
    this.#views.set(key, view);
    return view;
  }

  /** All of it. */
  get value(): JsonObject {
    const messages = Object.fromEntries(
      [...this.#held.values()].map(({ message, readAt }) => [
        message.id,
        messageNode(message, readAt, this.#words),
      ]),
    );
    const typing = Object.fromEntries(
      [...this.#typing].map(([personId, timestamp]) => [personId, { timestamp }]),
    );
    return {
      metadata: this.#metadata,
      ...(Object.keys(messages).length > 0 && { messages }),
      ...(Object.keys(typing).length > 0 && { typing }),
    };
  }

  get #metadata(): JsonObject {
    const newest = this.#newest;
    return metadataNode({ ...this.#room, last: newest?.message ?? null }, this.#words);
  }

  get #newest(): Held | undefined {
    let newest: Held | undefined;
    for (const one of this.#held.values()) {
      if (newest === undefined || one.message.number > newest.message.number) newest = one;
    }
    return newest;
  }

  /** Who writes, from `since` on; null when they stopped. */
  type(personId: string, since: string | null): Change[] {
    if (since === null) this.#typing.delete(personId);
    else this.#typing.set(personId, since);
    return [put(["typing", personId], since === null ? null : { timestamp: since })];
  }

  apply(event: ConversationEvent): Change[] {
    let changes = this.#told.get(event.seq);
    if (changes === undefined) {
      changes = this.#apply(event);
      this.#told.set(event.seq, changes);
      this.#told.delete(event.seq - remembered);
    }
    return changes;
  }

  #apply(event: ConversationEvent): Change[] {
    switch (event.type) {
      case "message.sent":
        return this.#send(sentMessage(event));
      case "message.edited":
        return this.#rewrite(event.data.number, { text: event.data.text });
      case "message.deleted":
        return this.#rewrite(event.data.number, {
          text: "",
          deleted_at: event.at,
          attachments: [],
        });
      case "receipt.advanced":
        return this.#read(event.data.user_id, event.data.read, event.at);
      case "case.changed": {
        const { kind, status } = event.data.case;
        const known = this.#words.kindOf(kind)?.statuses.find(({ name }) => name === status);
        const is_active = known?.closes_conversation !== true;
        this.#room = { ...this.#room, closed: !is_active };
        return [patch(["metadata"], { is_active })];
      }
      default:
        return [];
    }
  }

  #drop(): void {
    const newest = this.#newest?.message.number ?? 0;
    for (const [number, { message }] of this.#held) {
      if (number > newest - held) continue;
      this.#held.delete(number);
      this.#dropped.set(number, message.id);
      this.#dropped.delete(number - remembered);
    }
  }

  #send(message: Message): Change[] {
    const { number } = message;
    const known = this.#held.get(number) ?? { message, readAt: null };
    this.#held.set(number, known);
    this.#drop();
    const changes = [this.#tell(known)];
    if (this.#newest?.message.number === number) {
      changes.push(patch(["metadata"], lastOf(message, this.#words) as Patch));
    }
    const old = this.#dropped.get(number - held);
    if (old !== undefined) changes.push(put(["messages", old], null));
    return changes;
  }

  #tell({ message, readAt }: Held): Change {
    return put(["messages", message.id], messageNode(message, readAt, this.#words));
  }

  #rewrite(number: number, to: Partial<Message>): Change[] {
    const known = this.#held.get(number);
    if (known === undefined) return [];
    known.message = { ...known.message, ...to };
    const changes = [this.#tell(known)];
    if (this.#newest === known) {
      changes.push(patch(["metadata"], lastOf(known.message, this.#words) as Patch));
    }
    return changes;
  }

  #read(readerId: string, upTo: number, at: string): Change[] {
    const changes: Change[] = [];
    for (const one of this.#held.values()) {
      const { id, number, sender_id } = one.message;
      if (number > upTo || sender_id === readerId) continue;
      one.readAt ??= at;
      if (one.readAt !== at) continue;
      changes.push(patch(["messages", id], { is_read: true, read_at: at }));
    }
    return changes;
  }
}

function sentMessage({
  data,
  seq,
  at,
  actor_id,
}: ConversationEvent & { type: "message.sent" }): Message {
  return {
    ...data,
    seq,
    sender_id: actor_id,
    created_at: at,
    reply_to: data.reply_to ?? null,
    edited_at: null,
    deleted_at: null,
    reactions: {},
  };
}
