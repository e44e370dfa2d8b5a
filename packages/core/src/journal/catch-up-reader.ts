import { type ConversationEventType, limits, type Person } from "@relais/protocol";
import type pg from "pg";
import { organizationsLiteral, queryFor, type Scope } from "../database/scope.ts";
import { breathIn } from "../rush.ts";
import { eventJson } from "./entry.ts";

/** One event, and when it happened; of `participant.left`, who it was. */
type CaughtUpEvent = {
  readonly seq: number;
  readonly at: string;
  readonly json: string;
  readonly left?: string;
};

/** Events after a position as the protocol spells them, and where the stream then stands. */
export type CaughtUp = {
  /** The newest position of the stream, when this was read. */
  readonly head: number;
  readonly events: readonly CaughtUpEvent[];
};

/** A reader without news has one row whose event is null throughout. */
type Row = { reader: number; head: number } & (
  | { seq: null }
  | { seq: number; type: ConversationEventType; actor_id: string | null; at: Date; data: string }
);
type Wanted = {
  scope: Scope;
  streamId: string;
  after: number;
  settle: (caughtUp: CaughtUp) => void;
  fail: (error: unknown) => void;
};

export const catchUpStatement = {
  name: "catch_up",
  text: "select * from catch_up($1, $2, $3, $4)",
};

/** Readers in one query: enough for a restart's rush, small enough to answer the first ones soon. */
const readersAtOnce = 500;

/**
 * Reads streams from a position. Readers that arrive while a read is under way share the next one.
 * The caller has decided that the reader may see the stream.
 */
export class CatchUpReader {
  readonly #pool: pg.Pool;
  #wanted: Wanted[] = [];
  #reading = false;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** At most `limits.catchUpEvents` + 1 events: one more than a catch-up replays shows that it is too far. */
  after(scope: Scope, streamId: string, after: number): Promise<CaughtUp> {
    return new Promise((settle, fail) => {
      this.#wanted.push({ scope, streamId, after, settle, fail });
      if (this.#reading) return;
      this.#reading = true;
      setImmediate(() => void this.#read());
    });
  }

  async #read(): Promise<void> {
    while (this.#wanted.length > 0) {
      const wanted = this.#wanted.splice(0, readersAtOnce);
      // Those of guests by themselves: that transaction sees nothing but their conversations.
      const isGuest = ({ scope }: Wanted) => scope.guest !== undefined;
      await this.#readOrFail(wanted.filter((one) => !isGuest(one)));
      await this.#readOrFail(wanted.filter(isGuest));
      await breathIn(wanted.length);
    }
    this.#reading = false;
  }

  async #readOrFail(wanted: readonly Wanted[]): Promise<void> {
    if (wanted.length === 0) return;
    try {
      await this.#readAll(wanted);
    } catch (error) {
      for (const { fail } of wanted) fail(error);
    }
  }

  async #readAll(wanted: readonly Wanted[]): Promise<void> {
    // Many readers of one room at one position are one reader.
    const readers = new Map<string, { first: Wanted; all: Wanted[] }>();
    for (const one of wanted) {
      const key = `${one.streamId} ${one.after}`;
      const reader = readers.get(key);
      if (reader === undefined) readers.set(key, { first: one, all: [one] });
      else reader.all.push(one);
    }
    const list = [...readers.values()];
    const guests = new Set(wanted.flatMap(({ scope }) => scope.guest?.conversation_id ?? []));
    const literal = guests.size === 0 ? "" : `{${[...guests].join(",")}}`;
    const rows = await queryFor<Row>(this.#pool, literal, {
      ...catchUpStatement,
      values: [
        organizationsLiteral(new Set(wanted.map(({ scope }) => scope.organization_id))),
        list.map(({ first }) => first.streamId),
        list.map(({ first }) => first.after),
        limits.catchUpEvents + 1,
      ],
    });
    const found = list.map((): { head: number; events: CaughtUpEvent[] } => ({
      head: 0,
      events: [],
    }));
    for (const row of rows) {
      const answer = found[row.reader - 1];
      if (answer === undefined) continue;
      answer.head = row.head;
      if (row.seq === null) continue;
      const { seq, type, actor_id, data } = row;
      const at = row.at.toISOString();
      const json = eventJson(seq, type, actor_id, at, data);
      answer.events.push(
        type === "participant.left" ? { seq, at, json, left: whoLeft(data) } : { seq, at, json },
      );
    }
    list.forEach(({ all }, index) => {
      const answer = found[index] ?? { head: 0, events: [] };
      for (const { settle } of all) settle(answer);
    });
  }
}

/** The database has checked that it is JSON, and only `leave_conversations` writes it. */
const whoLeft = (data: string): string => (JSON.parse(data) as { person: Person }).person.id;
