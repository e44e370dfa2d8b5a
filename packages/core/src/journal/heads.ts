import type pg from "pg";
import { organizationsLiteral } from "../database/scope.ts";
import type { JournalEntry } from "./entry.ts";

/**
 * The newest positions of a conversation: of its journal, and of its messages. `guided`: a guidance is under
 * way at that position. It was read with the position, and whatever changes it takes the next one, so a row
 * that the primary key lets in after this position was judged by what is true.
 */
export type Head = { seq: number; number: number; guided: boolean };

const remembered = 50_000;

/**
 * Where each conversation's numbering stands, in this process. Only a memory: the primary keys guard
 * it, and a collision with another writer drops it (docs/decisions/0004).
 */
export class Heads {
  readonly #heads = new Map<string, Head>();
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  get(conversationId: string): Head | undefined {
    return this.#heads.get(conversationId);
  }

  /** After commit: where the streams stand now. */
  advance(heads: ReadonlyMap<string, Head>): void {
    for (const [id, head] of heads) this.#heads.set(id, head);
  }

  /** A command numbered events by itself: what is remembered of that stream is old. */
  hear(entries: readonly JournalEntry[]): void {
    for (const { stream_id, seq } of entries) {
      const head = this.#heads.get(stream_id);
      if (head !== undefined && head.seq < seq) this.#heads.delete(stream_id);
    }
  }

  forget(conversationIds: Iterable<string>): void {
    for (const id of conversationIds) this.#heads.delete(id);
  }

  /** Reads what is not remembered: one query for all, and nothing to wait for when all is known. */
  load(wanted: ReadonlyMap<string, string>): Promise<void> | undefined {
    for (const id of wanted.keys()) if (!this.#heads.has(id)) return this.#read(wanted);
    return undefined;
  }

  async #read(wanted: ReadonlyMap<string, string>): Promise<void> {
    let missing = [...wanted.keys()].filter((id) => !this.#heads.has(id));
    if (this.#heads.size + missing.length > remembered) {
      this.#heads.clear();
      missing = [...wanted.keys()];
    }
    const { rows } = await this.#pool.query<{ conversation_id: string } & Head>({
      name: "conversation_heads",
      text: "select * from conversation_heads($1, $2)",
      values: [organizationsLiteral(new Set(wanted.values())), missing],
    });
    for (const { conversation_id, seq, number, guided } of rows) {
      this.#heads.set(conversation_id, { seq, number, guided });
    }
  }
}
