import {
  atMost,
  type DeskChanges,
  type DeskChangesQuery,
  type DeskEntry,
  type DeskPage,
  type DeskPageQuery,
  type DeskQuery,
  limits,
} from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { atOneInstant, headOf } from "../case/at-one-instant.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { refuseOthers } from "./policy.ts";
import { entryOf, narrow, visibleAtDesk, withDesk } from "./select-entries.ts";

/**
 * A page of a view of the desk, what happened last first, and the position that it includes.
 *
 * Refuses: forbidden.
 */
export async function listEntries(
  core: Core,
  actor: Actor,
  { before, ...query }: DeskPageQuery,
): Promise<DeskPage> {
  refuseOthers(actor);
  return atOneInstant(core.db, actor, async (tx) => {
    const position = await headOf(tx, actor.organization_id);
    await byIndexOnly(tx);
    const rows = await selectPage(core, tx, actor, query, before).execute();
    const entries = rows.slice(0, limits.deskPage).map((row) => entryOf(core, actor, row));
    const end = entries.at(-1);
    const more = rows.length > limits.deskPage && end !== undefined;
    return { position, entries, next: more ? `${placeIn(query.view, end)}.${end.case.id}` : null };
  });
}

/**
 * Every order of the desk is that of an index. Beneath row-level security a planner expects fewer rows than a page has,
 * and would rather read all of them and sort.
 */
export async function byIndexOnly(tx: Scoped): Promise<void> {
  await sql`set local enable_sort = off`.execute(tx);
}

/** One more than a page, to know whether there is another. */
export function selectPage(
  core: Core,
  tx: Scoped,
  actor: Actor,
  query: DeskQuery,
  before: string | undefined,
) {
  let cases = withDesk(narrow(visibleAtDesk(core, tx, actor), actor, query), actor);
  if (isByTime(query.view)) return pageByTime(cases, query.view, before);
  if (before !== undefined) {
    const { position, id } = placeOf(before);
    cases = cases.where(({ eb, refTuple, tuple }) =>
      eb(refTuple("service_case.desk_position", "service_case.id"), "<", tuple(position, id)),
    );
  }
  return cases
    .orderBy("service_case.desk_position", "desc")
    .orderBy("service_case.id", "desc")
    .limit(limits.deskPage + 1);
}

/** A page of those with a clock, in the order in which they are due. */
function pageByTime(
  cases: ReturnType<typeof withDesk>,
  view: DeskQuery["view"],
  before: string | undefined,
) {
  let timed = cases
    .innerJoin("case_target as clock", "clock.case_id", "service_case.id")
    .where(sql<boolean>`clock.organization_id = service_case.organization_id`)
    .where(hasClock(view));
  if (before !== undefined) {
    const { position, id } = placeOf(before);
    timed = timed.where(
      sql<boolean>`(clock.due_at, clock.case_id) > (${new Date(position)}::timestamptz, ${id}::uuid)`,
    );
  }
  return timed
    .orderBy("clock.due_at")
    .orderBy("clock.case_id")
    .limit(limits.deskPage + 1);
}

const isByTime = (view: DeskQuery["view"]): boolean => view === "due" || view === "overdue";

/** The conditions are spelt as those of the indexes. */
const hasClock = (view: DeskQuery["view"]) =>
  view === "due"
    ? sql<boolean>`clock.leads and not clock.paused and clock.met is null`
    : sql<boolean>`clock.leads and not clock.paused and clock.met is not null`;

/** Where an entry stands in the order of its view. */
function placeIn(view: DeskQuery["view"], { position, clocks }: DeskEntry): number {
  const [first] = clocks;
  return isByTime(view) && first?.due_at ? Date.parse(first.due_at) : position;
}

function placeOf(before: string): { position: number; id: string } {
  const [position = "0", id = ""] = before.split(".");
  return { position: Number(position), id };
}

/**
 * What happened at the desk after a position: which cases are now in the list as they stand, which are not. So a list
 * is brought up to date whatever news of it was missed.
 *
 * Refuses: forbidden, cursor_ahead.
 */
export async function listChanges(
  core: Core,
  actor: Actor,
  { after, ...query }: DeskChangesQuery,
): Promise<DeskChanges> {
  refuseOthers(actor);
  return atOneInstant(core.db, actor, async (tx) => {
    const position = await headOf(tx, actor.organization_id);
    if (after > position) {
      throw new RefusedError("cursor_ahead", { fields: { after: atMost(position) } });
    }
    const stirred = await tx
      .selectFrom("service_case")
      .select("id")
      .where("organization_id", "=", actor.organization_id)
      .where("desk_position", ">", after)
      .limit(limits.deskChanges + 1)
      .execute();
    if (stirred.length > limits.deskChanges) {
      return { position, reload: true, entries: [], gone: [] };
    }
    const ids = stirred.map(({ id }) => id);
    if (ids.length === 0) return { position, reload: false, entries: [], gone: [] };
    let known = withDesk(narrow(visibleAtDesk(core, tx, actor), actor, query), actor).where(
      "service_case.id",
      "in",
      ids,
    );
    if (isByTime(query.view)) {
      known = known.where(
        sql<boolean>`exists (select from case_target clock
          where clock.case_id = service_case.id and ${hasClock(query.view)})`,
      );
    }
    const rows = await known.execute();
    const entries = rows.map((row) => entryOf(core, actor, row));
    const listed = new Set(entries.map((entry) => entry.case.id));
    return { position, reload: false, entries, gone: ids.filter((id) => !listed.has(id)) };
  });
}
