import { sql } from "kysely";
import type { Core } from "../core.ts";
import { inOrganization, organizationsLiteral } from "../database/scope.ts";
import type { Run } from "./consumer.ts";

/** What happened in one conversation since a reaction last looked: which messages, and whether somebody read. */
export type RoomNews = {
  readonly conversation_id: string;
  /** Numbers of messages that were sent, edited or deleted. */
  readonly numbers: readonly number[];
  readonly read: boolean;
};

export type OutsideReaction = {
  /** Of its cursors: never changed once released. */
  readonly name: string;
  /** Kinds of cases whose conversations with customers it hears of. */
  readonly kinds: readonly string[];
  /** Brings what happened somewhere else. It must not matter whether it is done twice. */
  readonly bring: (organizationId: string, news: readonly RoomNews[]) => Promise<void>;
};

/** Events that one run looks at. */
const eventsAtOnce = 500;

type Window = { after: string; up_to: string | null; more: boolean };

/**
 * One run of a reaction whose effect lies outside of this database (P6). The cursor moves once the effect is done, so
 * that a stop in between does it again. No transaction is open meanwhile: something slow outside holds nobody up
 * here; servers take turns by a lock of their session.
 */
export async function reactOutside(
  core: Core,
  organizationId: string,
  { name, kinds, bring }: OutsideReaction,
): Promise<Run> {
  const client = await core.pool.connect();
  const lock = `${name} ${organizationId}`;
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      "select pg_try_advisory_lock(hashtextextended($1, 1)) as mine",
      [lock],
    );
    // Another server is at it.
    if (rows[0]?.mine !== true) return { progressed: false, more: false };
    try {
      const { window, news } = await lookThrough(core, organizationId, name, kinds);
      if (window.up_to === null) return { progressed: false, more: window.more };
      if (news.length > 0) await bring(organizationId, news);
      await advance(core, organizationId, name, window.up_to);
      return { progressed: true, more: window.more };
    } finally {
      await client
        .query("select pg_advisory_unlock(hashtextextended($1, 1))", [lock])
        .catch((error: Error) => {
          // The lock goes with the connection.
          broken = error;
        });
    }
  } finally {
    client.release(broken);
  }
}

function lookThrough(
  core: Core,
  organizationId: string,
  name: string,
  kinds: readonly string[],
): Promise<{ window: Window; news: RoomNews[] }> {
  return inOrganization(core.db, organizationId, async (tx) => {
    const { rows: windows } = await sql<Window>`
      select after::text, up_to::text, more from consumer_window(${name}, ${organizationId}, ${eventsAtOnce})
    `.execute(tx);
    const window = windows[0] ?? { after: "0", up_to: null, more: false };
    if (window.up_to === null) return { window, news: [] };
    const { rows: news } = await sql<RoomNews>`
      select e.stream_id as conversation_id,
        coalesce(array_agg(distinct (e.data ->> 'number')::integer)
          filter (where e.type in ('message.sent', 'message.edited', 'message.deleted')), '{}') as numbers,
        bool_or(e.type = 'receipt.advanced') as read
      from event e
      join conversation c on c.id = e.stream_id and c.internal_of is null
      join service_case k on k.id = c.case_id
      where e.organization_id = ${organizationId} and e.transaction_id > ${window.after}::xid8
        and e.transaction_id <= ${window.up_to}::xid8 and k.kind = any (${[...kinds]})
      group by e.stream_id
    `.execute(tx);
    return { window, news };
  });
}

async function advance(
  core: Core,
  organizationId: string,
  name: string,
  upTo: string,
): Promise<void> {
  const client = await core.pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('relais.organizations', $1, true)", [
      organizationsLiteral([organizationId]),
    ]);
    await client.query("select hold_cursor($1, $2)", [name, organizationId]);
    await client.query(
      `update consumer_cursor set transaction_id = greatest(transaction_id, $3::xid8)
       where consumer = $1 and organization_id = $2`,
      [name, organizationId, upTo],
    );
    await client.query("commit");
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}
