import { sql } from "kysely";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";

/**
 * When cases whose first answer is still awaited had one: the first message of somebody who does the work, where the
 * customer can read it. `caseIds` may also name the case that holds the conversation in which theirs lies.
 */
export async function firstAnswers(
  { kinds }: Core,
  tx: Scoped,
  caseIds: readonly string[],
): Promise<Map<string, Date>> {
  if (caseIds.length === 0) return new Map();
  const staff = kinds.all().flatMap(({ name, staff }) => staff.map((role) => ({ name, role })));
  const { rows } = await sql<{ case_id: string; at: Date }>`
    select waiting.case_id, first.at
    from (
      select c.id as case_id, c.kind, c.customer_id, c.conversation_id, c.created_at
      from service_case c join case_target t on t.case_id = c.id and t.target = 'answer' and not t.done
      where c.id = any (${[...caseIds]}::uuid[])
        or c.conversation_id in (select id from conversation where case_id = any (${[...caseIds]}::uuid[]))
    ) waiting
    cross join lateral (
      select min(m.created_at) as at
      from conversation room
      join message m on m.conversation_id = room.id
      join member sender on sender.id = m.sender_id
      where (room.case_id = waiting.case_id or room.id = waiting.conversation_id) and room.internal_of is null
        and m.kind <> 'system' and m.created_at >= waiting.created_at and m.sender_id <> waiting.customer_id
        and (waiting.kind, sender.role) in (
          select * from unnest(${staff.map(({ name }) => name)}::text[], ${staff.map(({ role }) => role)}::text[]))
    ) first
    where first.at is not null`.execute(tx);
  return new Map(rows.map(({ case_id, at }) => [case_id, at]));
}
