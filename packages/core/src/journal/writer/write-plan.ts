import type pg from "pg";
import type { PreparedCall, PreparedCalls } from "../../database/prepared-calls.ts";
import { organizationsLiteral } from "../../database/scope.ts";
import type { Plan } from "./plan.ts";
import { attachFiles, hasFiles } from "./write-files.ts";
import { inOneTransaction } from "./one-transaction.ts";
import { hasPlaces, placeInternal } from "./write-places.ts";
import { hasSubjects, noteSubjects } from "./write-subjects.ts";

export type WriterDatabase = {
  readonly calls: Pick<PreparedCalls, "call">;
  readonly pool: pg.Pool;
};

/**
 * Writes a plan in one transaction: all of it or nothing. One round trip, unless there are files, internal
 * messages or messages about one case of several.
 */
export async function writePlan({ calls, pool }: WriterDatabase, plan: Plan): Promise<void> {
  const [files, places, subjects] = [hasFiles(plan), hasPlaces(plan), hasSubjects(plan)];
  if (!files && !places && !subjects) return calls.call(rowsOf(plan));
  await inOneTransaction(pool, async (client) => {
    const { name, text, values } = rowsOf(plan);
    await client.query({ name, text, values: [...values] });
    if (files) await attachFiles(client, plan);
    if (places) await placeInternal(client, plan);
    if (subjects) await noteSubjects(client, plan);
  });
}

function rowsOf(plan: Plan): PreparedCall {
  const [single] = plan.messages;
  if (single !== undefined && plan.messages.length === 1 && plan.receipts.length === 0) {
    const { item, number, seq, data, quote } = single;
    return {
      name: "append_message",
      text: "select append_message($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      values: [
        organizationsLiteral(plan.organizations),
        item.conversation_id,
        item.organization_id,
        String(seq),
        String(number),
        item.id,
        item.sender_id,
        item.text,
        item.client_id,
        plan.instant,
        data,
        textOf(item.reply_to),
        textOf(quote?.version),
      ],
    };
  }
  return {
    name: "append_batch",
    text: "select append_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
    values: batchValues(plan),
  };
}

function textOf(number: number | null | undefined): string | null {
  return number === null || number === undefined ? null : String(number);
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
