import type pg from "pg";
import { organizationsLiteral } from "../../database/scope.ts";
import type { Plan } from "./plan.ts";

/** Writes a plan in one transaction and one round trip: all of it or nothing. */
export async function writePlan(pool: pg.Pool, plan: Plan): Promise<void> {
  const [single] = plan.messages;
  if (single !== undefined && plan.messages.length === 1 && plan.receipts.length === 0) {
    const { item, number, seq, data } = single;
    await pool.query({
      name: "append_message",
      text: "select append_message($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
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

function batchValues(plan: Plan): unknown[] {
  const { messages, receipts } = plan;
  const streams = [...messages.map((m) => m.item), ...receipts.map((r) => r.first)];
  return [
    organizationsLiteral(plan.organizations),
    plan.at,
    messages.map((m) => m.item.conversation_id),
    messages.map((m) => m.number),
    messages.map((m) => m.item.organization_id),
    messages.map((m) => m.item.id),
    messages.map((m) => m.seq),
    messages.map((m) => m.item.sender_id),
    messages.map((m) => m.item.text),
    messages.map((m) => m.item.client_id),
    receipts.map((r) => r.first.conversation_id),
    receipts.map((r) => r.first.member_id),
    receipts.map((r) => r.delivered),
    receipts.map((r) => r.read),
    streams.map((item) => item.conversation_id),
    [...messages.map((m) => m.seq), ...receipts.map((r) => r.seq)],
    streams.map((item) => item.organization_id),
    [...messages.map(() => "message.sent"), ...receipts.map(() => "receipt.advanced")],
    [...messages.map((m) => m.item.sender_id), ...receipts.map((r) => r.first.member_id)],
    [...messages.map((m) => m.data), ...receipts.map((r) => r.data)],
  ];
}
