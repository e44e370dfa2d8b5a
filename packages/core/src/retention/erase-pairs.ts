import { sql } from "kysely";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { eraseWords } from "./erase-words.ts";
import { recordErased } from "./record-erased.ts";

/**
 * The conversation of two people never ends: there each message is kept for its time. Nothing is erased that was written
 * since the oldest of their cases was opened that goes on, or ended too short a time ago: it is about that. Returns how
 * many messages.
 */
export async function erasePairs(
  core: Core,
  organizationId: string,
  before: Date,
): Promise<number> {
  let erased = 0;
  for (const { case_id, rooms } of await duePairs(core, organizationId, before)) {
    let words = 0;
    for (const { id, until } of rooms) {
      words += await eraseWords(core, {
        organization_id: organizationId,
        conversation_id: id,
        until,
      });
    }
    await inOrganization(core.db, organizationId, (tx) =>
      recordErased(core, tx, organizationId, { id: case_id, number: null }, words),
    );
    erased += words;
  }
  return erased;
}

type Pair = { case_id: string; rooms: { id: string; until: Date }[] };

async function duePairs(core: Core, organizationId: string, before: Date): Promise<Pair[]> {
  const inThreads = core.kinds
    .all()
    .flatMap(({ name, conversation }) =>
      conversation.opens === "thread" ? [{ kind: name, pair: conversation.in }] : [],
    );
  const rows = await inOrganization(core.db, organizationId, async (tx) => {
    const found = await sql<{ case_id: string; id: string; until: Date }>`
      select s.id as case_id, c.id, kept.until
      from service_case s
      join conversation c on c.case_id = s.id
      cross join lateral (
        select least(${before}::timestamptz, min(r.created_at) - interval '1 millisecond') as until
        from unnest(${inThreads.map(({ kind }) => kind)}::text[], ${inThreads.map(({ pair }) => pair)}::text[]) as t(kind, pair)
        join service_case r on r.organization_id = s.organization_id and r.kind = t.kind and t.pair = s.kind
          and r.customer_id = s.customer_id and r.assignee_id = s.assignee_id
          and (not r.ended or ${before} < (select max(e.at) from timeline_entry e
                 where e.case_id = r.id and e.subject in ('status', 'opened')))
      ) kept
      where s.organization_id = ${organizationId} and s.one_per_pair
        and exists (select from message m where m.conversation_id = c.id and m.deleted_at is null
                    and m.kind <> 'system' and m.created_at <= kept.until)
      order by s.id, c.id`.execute(tx);
    return found.rows;
  });
  const pairs = new Map<string, Pair>();
  for (const { case_id, ...room } of rows) {
    const pair = pairs.get(case_id) ?? { case_id, rooms: [] };
    pair.rooms.push(room);
    pairs.set(case_id, pair);
  }
  return [...pairs.values()];
}
