import type { DatedReceipt, Person } from "@relais/protocol";
import { sql } from "kysely";
import type { Change } from "../journal/append.ts";
import type { KindRegistry } from "../kinds/registry.ts";
import { internalIdOf } from "./internal.ts";
import { isStaff } from "./policy.ts";

type ReceiptRow = {
  delivered: number;
  read: number;
  delivered_at: Date | null;
  read_at: Date | null;
};

/**
 * Takes a person into a conversation with a customer; whoever does the work also into the internal one
 * beside it. Who takes part already is passed over; who took part before goes on where they were.
 */
export async function addParticipant(
  kinds: KindRegistry,
  change: Change,
  conversation: {
    readonly id: string;
    readonly organization_id: string;
    readonly case_kind: string;
  },
  { id, full_name, role }: Person,
  actorId: string,
): Promise<void> {
  const { tx, at, append } = change;
  const internal = isStaff(kinds, conversation.case_kind, role)
    ? await internalIdOf(tx, conversation.id)
    : undefined;
  for (const conversation_id of [conversation.id, ...(internal === undefined ? [] : [internal])]) {
    const { rows } = await sql<ReceiptRow & { returned: boolean }>`
      with former as (
        delete from former_participant where conversation_id = ${conversation_id} and member_id = ${id}
        returning *
      )
      insert into participant (conversation_id, member_id, organization_id, joined_at, delivered_number, read_number,
                               delivered_at, read_at)
      select ${conversation_id}, ${id}, ${conversation.organization_id}, ${at}, coalesce(delivered_number, 0),
        coalesce(read_number, 0), delivered_at, read_at
      from (values (true)) once left join former on true
      on conflict do nothing
      returning delivered_number as delivered, read_number as read, delivered_at, read_at,
        exists (select from former) as returned`.execute(tx);
    const [joined] = rows;
    if (joined === undefined) continue;
    await append("conversation", conversation_id, {
      type: "participant.joined",
      actor_id: actorId,
      data: {
        person: { id, full_name, role },
        ...(joined.returned && { receipt: receiptOf(joined) }),
      },
    });
  }
}

const receiptOf = (row: ReceiptRow): DatedReceipt => ({
  delivered: row.delivered,
  read: row.read,
  delivered_at: row.delivered_at?.toISOString() ?? null,
  read_at: row.read_at?.toISOString() ?? null,
});
