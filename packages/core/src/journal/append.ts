import type { ConversationEvent, OrganizationEvent } from "@relais/protocol";
import { sql } from "kysely";
import type { Core } from "../core.ts";
import { inOrganization, type Scope, type Scoped } from "../database/scope.ts";
import { isGivenWay, isUniqueViolation } from "../database/violations.ts";
import { RefusedError } from "../errors.ts";
import { eventJson, type JournalEntry } from "./entry.ts";

/** An event before it has its place. */
export type Unnumbered<Event> = Event extends { seq: number }
  ? Pick<Event & { type: unknown; data: unknown; actor_id: unknown }, "type" | "data" | "actor_id">
  : never;

type Written = { readonly stream_id: string; readonly seq: number };

/** What a command writes through: its transaction, the journal, and one clock reading. */
export type Change = {
  readonly tx: Scoped;
  readonly at: Date;
  /** Numbers the event after the last of its stream, inside the transaction. Returns its position. */
  append(
    stream: "conversation",
    streamId: string,
    event: Unnumbered<ConversationEvent>,
  ): Promise<number>;
  append(
    stream: "organization",
    streamId: string,
    event: Unnumbered<OrganizationEvent>,
  ): Promise<number>;
  /** Tells of the same event in these conversations, which a statement of this transaction has written itself. */
  wrote(entries: readonly Written[], event: Unnumbered<ConversationEvent>): void;
  /** The position that the next event of this stream will take, for rows that must carry it. */
  nextSeq(streamId: string): Promise<number>;
  /** Calls out, once it is committed, what no event says. An accelerator, never the truth. */
  readonly callOut: (news: () => Promise<unknown>) => void;
};

/** Two commands, or a command and the batched writer, may number one stream at once: one gives way. */
const attempts = 8;

/**
 * Runs a command: one transaction for its rows and their journal entries, then the news of it.
 * Two that meet on a stream collide at its primary key; the later one runs again from the start, so
 * `work` must hold no effect outside its transaction.
 */
export async function change<Result>(
  core: Core,
  scope: string | Scope,
  work: (change: Change) => Promise<Result>,
): Promise<Result> {
  const organizationId = typeof scope === "string" ? scope : scope.organization_id;
  for (let attempt = 1; ; attempt += 1) {
    const entries: JournalEntry[] = [];
    const calls: (() => Promise<unknown>)[] = [];
    try {
      const result = await inOrganization(core.db, scope, (tx) =>
        work(changeOf(tx, core.now(), organizationId, entries, calls)),
      );
      core.journal.publish(entries);
      for (const call of calls) await callOut(core, call);
      return result;
    } catch (error) {
      const met = isUniqueViolation(error, "event_pkey", "message_pkey") || isGivenWay(error);
      if (!met) throw error;
      if (attempt === attempts) throw new RefusedError("conflict", { retryAfterMs: 200 });
    }
  }
}

/** What was done is done, whether or not it could be called out. */
async function callOut(core: Core, news: () => Promise<unknown>): Promise<void> {
  try {
    await news();
  } catch (error) {
    core.log.warn({ err: error }, "What was changed could not be called out.");
  }
}

function changeOf(
  tx: Scoped,
  at: Date,
  organizationId: string,
  entries: JournalEntry[],
  calls: (() => Promise<unknown>)[],
): Change {
  // What was said to be next is what the next append takes, even if somebody else numbered the stream
  // meanwhile: a row must not carry another position than its event. They collide, and one runs again.
  const promised = new Map<string, number>();
  const nextSeq = async (streamId: string): Promise<number> => {
    const known = promised.get(streamId);
    if (known !== undefined) return known;
    // Only commands number an organization's stream, so they can queue instead of colliding. A
    // conversation's stream is the batched writer's too, which waits for nobody.
    if (streamId === organizationId) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${streamId}, 0))`.execute(tx);
    }
    const row = await tx
      .selectFrom("event")
      .select(sql<number>`coalesce(max(seq), 0) + 1`.as("next"))
      .where("stream_id", "=", streamId)
      .executeTakeFirstOrThrow();
    promised.set(streamId, row.next);
    return row.next;
  };
  const publish = (
    stream: JournalEntry["stream"],
    { stream_id, seq }: Written,
    { type, actor_id, data }: Unnumbered<ConversationEvent | OrganizationEvent>,
    json: string,
  ) => {
    const instant = at.toISOString();
    entries.push({
      stream,
      stream_id,
      organization_id: organizationId,
      seq,
      type,
      at: instant,
      json: eventJson(seq, type, actor_id, instant, json),
      ...(type === "participant.left" && { left: data.person.id }),
    });
  };
  return {
    tx,
    at,
    nextSeq,
    callOut: (news) => void calls.push(news),
    wrote(written, event) {
      const json = JSON.stringify(event.data);
      for (const one of written) publish("conversation", one, event, json);
    },
    async append(stream, streamId, event) {
      const seq = await nextSeq(streamId);
      promised.delete(streamId);
      const data = JSON.stringify(event.data);
      await tx
        .insertInto("event")
        .values({
          stream_id: streamId,
          seq,
          organization_id: organizationId,
          type: event.type,
          actor_id: event.actor_id,
          at,
          data,
        })
        .execute();
      publish(stream, { stream_id: streamId, seq }, event, data);
      return seq;
    },
  };
}
