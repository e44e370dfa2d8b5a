import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";

/** Where a conversation of two people stands: from which live events go on. */
export type PairHead = {
  readonly conversation_id: string;
  readonly customer_id: string;
  readonly worker_id: string;
  /** The newest event. */
  readonly seq: number;
  /** How far each of the two has read, by member id. */
  readonly read: Readonly<Record<string, number>>;
  /** The newest messages that one of them has not read, oldest first. */
  readonly unread: readonly {
    readonly number: number;
    readonly id: string;
    readonly sender_id: string | null;
  }[];
};

/** Messages of one conversation that are named at most. */
const namedMessages = 100;

/**
 * The conversations of one kind that this person has with somebody, those written in last first, and the position of the
 * organization's list of cases: both of one moment.
 */
export function pairHeads(
  core: Core,
  actor: Actor,
  kindName: string,
  most: number,
): Promise<{ readonly revision: number; readonly heads: readonly PairHead[] }> {
  return inOrganization(core.db, actor, async (tx) => {
    const list = await sql<{ head: number }>`
      select coalesce((select e.seq from event e where e.stream_id = ${actor.organization_id}::uuid
        order by e.seq desc limit 1), 0) as head
    `.execute(tx);
    const { rows } = await sql<PairHead>`
      select c.id as conversation_id, s.customer_id, s.assignee_id as worker_id,
        coalesce(newest.seq, 0) as seq, coalesce(people.read, '{}') as read, coalesce(named.unread, '[]') as unread
      from participant mine
      join conversation c on c.id = mine.conversation_id and c.internal_of is null
      join service_case s on s.id = c.case_id and s.kind = ${kindName} and s.assignee_id is not null
      left join lateral (
        select e.seq, e.at from event e where e.stream_id = c.id order by e.seq desc limit 1
      ) newest on true
      left join lateral (
        select json_object_agg(p.member_id, p.read_number) as read, min(p.read_number) as least
        from participant p where p.conversation_id = c.id and p.member_id in (s.customer_id, s.assignee_id)
      ) people on true
      left join lateral (
        select json_agg(json_build_object('number', m.number, 'id', m.id, 'sender_id', m.sender_id) order by m.number)
          as unread
        from (
          select m.number, m.id, m.sender_id from message m
          where m.conversation_id = c.id and m.number > people.least order by m.number desc limit ${namedMessages}
        ) m
      ) named on true
      where mine.member_id = ${actor.id}
      order by newest.at desc nulls last, c.id
      limit ${most}
    `.execute(tx);
    return { revision: list.rows[0]?.head ?? 0, heads: rows };
  });
}
