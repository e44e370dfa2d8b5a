import type { CaseView } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { listCases } from "../case/list-cases.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { readableRoster } from "./policy.ts";
import { type Newest, newestOf } from "./read-span.ts";

export type ConversationSummary = Newest & {
  readonly conversation_id: string;
  readonly case: CaseView;
  readonly unread: number;
};

/** A conversation of a case, before anything more is read of it. */
export type ConversationLine = Pick<ConversationSummary, "conversation_id" | "case" | "unread">;

/**
 * The conversations of cases of one kind that this person may see, the newest change first, with what awaits
 * them there.
 */
export async function listConversationLines(
  core: Core,
  actor: Actor,
  kind: string,
): Promise<ConversationLine[]> {
  const { cases, counters } = await listCases(core, actor);
  const unread = new Map(counters.map((one) => [one.conversation_id, one.unread]));
  return cases.flatMap((one) => {
    const { conversation_id } = one;
    if (one.kind !== kind || conversation_id === null) return [];
    return { conversation_id, case: one, unread: unread.get(conversation_id) ?? 0 };
  });
}

/**
 * The same with newest message and receipts, in one question however many they are.
 *
 * Refuses: not_found, forbidden.
 */
export async function summarizeConversations(
  core: Core,
  actor: Actor,
  lines: readonly ConversationLine[],
): Promise<ConversationSummary[]> {
  await Promise.all(lines.map((line) => readableRoster(core, actor, line.conversation_id)));
  const newest = await inOrganization(core.db, actor, (tx) =>
    newestOf(
      tx,
      actor.organization_id,
      lines.map((line) => line.conversation_id),
    ),
  );
  return lines.flatMap((line) => {
    const own = newest.get(line.conversation_id);
    return own === undefined ? [] : [{ ...line, ...own }];
  });
}

/** Messages of a conversation that are looked at for answers: how fast people answered long ago says little of today. */
const newestMessages = 1_000;

export type ConversationTotals = {
  readonly open: number;
  /** Those of the machine included. */
  readonly messages: number;
  readonly unread: number;
  readonly last_activity: string | null;
  /** How long people waited for each other on average, in seconds: from the first message of one to the next of another. */
  readonly answered_after: number | null;
};

/**
 * Numbers of these conversations together, in one question.
 *
 * Refuses: not_found, forbidden.
 */
export async function totalConversations(
  core: Core,
  actor: Actor,
  lines: readonly ConversationLine[],
): Promise<ConversationTotals> {
  const ids = lines.map((line) => line.conversation_id);
  await Promise.all(ids.map((id) => readableRoster(core, actor, id)));
  const row = await inOrganization(core.db, actor, async (tx) => {
    const { rows } = await sql<
      Omit<ConversationTotals, "unread" | "last_activity"> & { last: Date | null }
    >`
      with room as (
        select c.id, c.closed_at, n.number, n.created_at
        from conversation c
        left join lateral (select m.number, m.created_at from message m where m.conversation_id = c.id
                           order by m.number desc limit 1) n on true
        where c.id = any (${ids})
      ), spoken as (
        select m.conversation_id, m.number, m.sender_id, m.created_at, lag(m.sender_id) over room_order as before
        from room r
        join message m on m.conversation_id = r.id and m.kind <> 'system' and m.number > r.number - ${newestMessages}::bigint
        window room_order as (partition by m.conversation_id order by m.number)
      ), turn as (
        select s.created_at, lag(s.created_at) over (partition by s.conversation_id order by s.number) as asked_at
        from spoken s where s.before is distinct from s.sender_id
      )
      select (count(*) filter (where closed_at is null))::integer as open,
        coalesce(sum(number), 0)::integer as messages, max(created_at) as last,
        (select avg(extract(epoch from t.created_at - t.asked_at))::float8 from turn t) as answered_after
      from room
    `.execute(tx);
    return rows[0];
  });
  return {
    open: row?.open ?? 0,
    messages: row?.messages ?? 0,
    unread: lines.reduce((sum, { unread }) => sum + unread, 0),
    last_activity: row?.last?.toISOString() ?? null,
    answered_after: row?.answered_after ?? null,
  };
}
