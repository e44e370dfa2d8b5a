import type pg from "pg";
import type { PreparedCall, PreparedCalls } from "../../database/prepared-calls.ts";
import { limitTo, organizationsLiteral } from "../../database/scope.ts";
import { inOneTransaction } from "./one-transaction.ts";
import type { Plan } from "./plan.ts";
import { attachFiles, hasFiles } from "./write-files.ts";
import { fewMessages, mostInStatement } from "./write-messages.ts";
import { hasPlaces, placeInternal } from "./write-places.ts";
import { hasSubjects, noteSubjects } from "./write-subjects.ts";

export type WriterDatabase = {
  readonly calls: Pick<PreparedCalls, "run">;
  readonly pool: pg.Pool;
};

/**
 * Writes a plan in one transaction: all of it or nothing. One round trip, unless there are files, internal
 * messages or messages about one case of several.
 */
export async function writePlan({ calls, pool }: WriterDatabase, plan: Plan): Promise<void> {
  const [files, places, subjects] = [hasFiles(plan), hasPlaces(plan), hasSubjects(plan)];
  const rows = rowsOf(plan);
  if (!files && !places && !subjects) return calls.run(rows);
  await inOneTransaction(pool, async (client) => {
    for (const { name, text, values } of rows)
      await client.query({ name, text, values: [...values] });
    if (files) await attachFiles(client, plan);
    if (places) await placeInternal(client, plan);
    if (subjects) await noteSubjects(client, plan);
  });
}

/**
 * What a batch of one message or a few writes stands in the statement itself, which costs the database less; with more of
 * them, what this process spends on each value costs more than that (docs/decisions/0048).
 */
function rowsOf(plan: Plan): PreparedCall[] {
  const { messages, receipts } = plan;
  const few = messages.length > 0 && messages.length <= mostInStatement && receipts.length === 0;
  if (few && messages.every(({ quote }) => quote === undefined)) {
    return [limitTo(plan.organizations), fewMessages(plan)];
  }
  return [wholeBatch(plan)];
}

function wholeBatch(plan: Plan): PreparedCall {
  return {
    name: "append_batch",
    text: "select append_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
    values: batchValues(plan),
  };
}

function batchValues({ organizations, instant, messages, receipts }: Plan): (string | null)[] {
  const answers = messages.some((m) => m.quote !== undefined);
  return [
    organizationsLiteral(organizations),
    instant,
    array(messages, (m) => m.item.conversation_id),
    array(messages, (m) => m.number),
    array(messages, (m) => m.item.organization_id),
    array(messages, (m) => m.item.id),
    array(messages, (m) => m.seq),
    array(messages, (m) => m.item.sender_id),
    jsonArray(messages, (m) => m.textJson),
    array(messages, (m) => quoted(m.item.client_id)),
    jsonArray(messages, (m) => m.data),
    array(receipts, (r) => r.first.conversation_id),
    array(receipts, (r) => r.first.member_id),
    array(receipts, (r) => r.delivered),
    array(receipts, (r) => r.read),
    array(receipts, (r) => r.first.organization_id),
    array(receipts, (r) => r.seq),
    jsonArray(receipts, (r) => r.data),
    answers ? array(messages, (m) => m.item.reply_to ?? "null") : null,
    answers ? array(messages, (m) => m.quote?.version ?? "null") : null,
  ];
}

/** An array literal of ids and numbers, which need no escaping: the driver would look at each for it. */
function array<Row>(rows: readonly Row[], value: (row: Row) => string | number): string {
  return `{${rows.map(value).join(",")}}`;
}

function jsonArray<Row>(rows: readonly Row[], json: (row: Row) => string): string {
  return `[${rows.map(json).join(",")}]`;
}

/** Quoted, so that a `client_id` that reads NULL is not taken for none. */
function quoted(clientId: string | null): string {
  return clientId === null ? "null" : `"${clientId.replace(/["\\]/g, "\\$&")}"`;
}
