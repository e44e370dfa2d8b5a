import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { readableRoster } from "../conversation/policy.ts";

/**
 * When the customer first read each message of the others, and somebody of the others each of the customer's; by id
 * of the message, without those that nobody has read.
 *
 * Refuses: not_found, forbidden.
 */
export async function firstReads(
  core: Core,
  actor: Actor,
  conversationId: string,
  numbers: readonly number[],
): Promise<ReadonlyMap<string, string>> {
  await readableRoster(core, actor, conversationId);
  const rows = await inOrganization(core.db, actor, async (tx) => {
    const found = await sql<{ id: string; at: Date | null }>`
      select m.id,
        first_read_at(v.id, m.seq, m.number, k.customer_id, m.sender_id is distinct from k.customer_id) as at
      from message m
      join conversation v on v.id = m.conversation_id
      join service_case k on k.id = v.case_id
      where m.conversation_id = ${conversationId} and m.number = any (${[...numbers]}::bigint[])
    `.execute(tx);
    return found.rows;
  });
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at.toISOString()]])));
}
