import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { readableRoster } from "./policy.ts";

/**
 * When the first person other than its sender read each of these messages, by the journal: by number; one that
 * nobody read is absent.
 *
 * Refuses: not_found, forbidden.
 */
export async function readTimes(
  core: Core,
  actor: Actor,
  conversationId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<ReadonlyMap<number, string>> {
  await readableRoster(core, actor, conversationId);
  return inOrganization(core.db, actor, (tx) => timesOf(tx, conversationId, from, to));
}

/** The same for whoever may read everything: reactions to the journal. */
export async function timesOf(
  tx: Parameters<Parameters<typeof inOrganization>[2]>[0],
  conversationId: string,
  from: number,
  to: number,
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ number: number; at: Date }>`
    select m.number, first.at
    from message m
    cross join lateral (
      select min(seen.at) as at
      from participant p
      cross join lateral (
        select e.at from event e
        where e.stream_id = ${conversationId}::uuid and e.actor_id = p.member_id and e.type = 'receipt.advanced'
          and e.seq > m.seq and (e.data ->> 'read')::bigint >= m.number
        order by e.stream_id, e.actor_id, e.seq limit 1
      ) seen
      where p.conversation_id = ${conversationId}::uuid and p.read_number >= m.number
        and p.member_id is distinct from m.sender_id
    ) first
    where m.conversation_id = ${conversationId}::uuid and m.number between ${from} and ${to} and first.at is not null
  `.execute(tx);
  return new Map(rows.map(({ number, at }) => [number, at.toISOString()]));
}
