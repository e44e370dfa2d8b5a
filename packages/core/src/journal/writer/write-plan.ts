import type pg from "pg";
import { organizationsLiteral } from "../../database/scope.ts";
import type { Plan } from "./plan.ts";
import { attachFiles, hasFiles } from "./write-files.ts";
import { inOneTransaction } from "./one-transaction.ts";
import { hasPlaces, placeInternal } from "./write-places.ts";
import { hasSubjects, noteSubjects } from "./write-subjects.ts";

/**
 * Writes a plan in one transaction: all of it or nothing. One round trip, unless there are files, internal
 * messages or messages about one case of several.
 */
export async function writePlan(pool: pg.Pool, plan: Plan): Promise<void> {
  const [files, places, subjects] = [hasFiles(plan), hasPlaces(plan), hasSubjects(plan)];
  if (!files && !places && !subjects) return writeRows(pool, plan);
  await inOneTransaction(pool, async (client) => {
    await writeRows(client, plan);
    if (files) await attachFiles(client, plan);
    if (places) await placeInternal(client, plan);
    if (subjects) await noteSubjects(client, plan);
  });
}

async function writeRows(pool: Pick<pg.Pool, "query">, plan: Plan): Promise<void> {
  const [single] = plan.messages;
  if (single !== undefined && plan.messages.length === 1 && plan.receipts.length === 0) {
    const { item, number, seq, data, quote } = single;
    await pool.query({
      name: "append_message",
      text: "select append_message($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      values: [
        organizationsLiteral(plan.organizations),
        item.conversation_id,
        item.organization_id,
        seq,
        number,
        item.id,
        item.sender_id,
        item.text,
        item.client_id,
        plan.at,
        data,
        item.reply_to,
        quote?.version ?? null,
      ],
    });
    return;
  }
  await pool.query({
    name: "append_batch",
    text: "select append_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
    values: batchValues(plan),
  });
}

function batchValues({ organizations, at, messages, receipts }: Plan): unknown[] {
  const answers = messages.some((m) => m.quote !== undefined);
  return [
    organizationsLiteral(organizations),
    at,
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
