import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { readableRoster } from "./policy.ts";

/** Messages that are looked at: how fast people answered long ago says little of today. */
const newest = 1_000;

export type AnswerTimes = {
  /** How often somebody answered somebody else. */
  readonly answers: number;
  /** All of these waits together, in seconds. */
  readonly seconds: number;
};

/**
 * How long people waited for each other: from the first message of one to the next of another, among the newest
 * 1,000 of a conversation.
 *
 * Refuses: not_found, forbidden.
 */
export async function measureAnswers(
  core: Core,
  actor: Actor,
  conversationId: string,
): Promise<AnswerTimes> {
  await readableRoster(core, actor, conversationId);
  return inOrganization(core.db, actor, async (tx) => {
    const { rows } = await sql<AnswerTimes>`
      with spoken as (
        select m.number, m.sender_id, m.created_at, lag(m.sender_id) over (order by m.number) as before
        from message m
        where m.conversation_id = ${conversationId} and m.kind <> 'system'
          and m.number > (select coalesce(max(n.number), 0) - ${newest}::bigint from message n
                          where n.conversation_id = ${conversationId})
      ), turn as (
        select s.created_at, lag(s.created_at) over (order by s.number) as asked_at
        from spoken s where s.before is distinct from s.sender_id
      )
      select count(asked_at)::integer as answers,
             coalesce(sum(extract(epoch from created_at - asked_at)), 0)::float8 as seconds
      from turn
    `.execute(tx);
    return rows[0] ?? { answers: 0, seconds: 0 };
  });
}
