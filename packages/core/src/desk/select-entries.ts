import type { CaseClock, DeskEntry, DeskQuery, SystemNote, TargetName } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { type CaseRow, caseViewFor, selectCases } from "../case/views.ts";
import { visibleCases } from "../case/visible-cases.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { teamOf } from "../kinds/kind.ts";

type LastRow = {
  number: number;
  sender_id: string | null;
  text: string;
  deleted: boolean;
  system: SystemNote | null;
  created_at: string;
  voice_ms?: number | null;
};

type ClockRow = {
  target: TargetName;
  due_at: string | null;
  warn_at: string | null;
  paused: boolean;
  met: boolean | null;
};

export type EntryRow = CaseRow & {
  desk_position: number;
  awaits_answer: boolean;
  snoozed: boolean;
  snoozed_until: Date | null;
  woken: boolean;
  last: LastRow | null;
  clocks: ClockRow[] | null;
  takes_part: boolean;
};

/** The cases of an organization that this person may see, for any filter. */
export const visibleAtDesk = (core: Core, tx: Scoped, actor: Actor) =>
  visibleCases(core, selectCases(tx), actor).where(
    "service_case.organization_id",
    "=",
    actor.organization_id,
  );

export type AtDesk = ReturnType<typeof visibleAtDesk>;

/** Narrows to a view and what else is asked. The conditions are spelt as those of the indexes. */
export function narrow(cases: AtDesk, actor: Actor, query: DeskQuery): AtDesk {
  let narrowed =
    query.view === "closed"
      ? cases.where(sql<boolean>`service_case.ended`)
      : cases
          .where(sql<boolean>`not service_case.ended`)
          .where(
            query.view === "snoozed"
              ? sql<boolean>`service_case.snoozed`
              : sql<boolean>`not service_case.snoozed`,
          );
  if (query.view === "mine") narrowed = narrowed.where("service_case.assignee_id", "=", actor.id);
  if (query.view === "unassigned")
    narrowed = narrowed.where("service_case.assignee_id", "is", null);
  if (query.kind !== undefined) narrowed = narrowed.where("service_case.kind", "=", query.kind);
  if (query.priority !== undefined) {
    narrowed = narrowed.where("service_case.priority", "=", query.priority);
  }
  if (query.assignee_id !== undefined) {
    narrowed = narrowed.where("service_case.assignee_id", "=", query.assignee_id);
  }
  if (query.tag !== undefined) {
    const { tag } = query;
    narrowed = narrowed.where(
      sql<boolean>`exists (select from unnest(service_case.tags) t where lower(t) = lower(${tag}))`,
    );
  }
  return narrowed;
}

/** With what the desk tells beside the case itself. */
export function withDesk(cases: AtDesk, actor: Actor) {
  return cases.select([
    "service_case.desk_position",
    "service_case.awaits_answer",
    "service_case.snoozed",
    "service_case.snoozed_until",
    "service_case.woken",
    sql<boolean>`exists (select from participant p
      where p.conversation_id = service_case.conversation_id and p.member_id = ${actor.id})`.as(
      "takes_part",
    ),
    sql<LastRow | null>`(
      select json_build_object('number', m.number, 'sender_id', m.sender_id, 'text', m.text,
        'deleted', m.deleted_at is not null, 'system', m.system, 'created_at', m.created_at,
        'voice_ms', (m.attachments -> 0 -> 'voice' ->> 'duration_ms')::integer)
      from message m where m.conversation_id = service_case.conversation_id
      order by m.conversation_id desc, m.number desc limit 1)`.as("last"),
    sql<ClockRow[] | null>`(
      select json_agg(json_build_object('target', t.target, 'due_at', t.due_at, 'warn_at', t.warn_at,
        'paused', t.paused, 'met', t.met) order by t.leads desc, t.target)
      from case_target t where t.case_id = service_case.id and not t.done)`.as("clocks"),
  ]);
}

/** A row as this person may see it; words only of a conversation that they may read (`mayRead`). */
export function entryOf(core: Core, actor: Actor, row: EntryRow): DeskEntry {
  const reads =
    row.takes_part ||
    actor.role === "admin" ||
    teamOf(core.kinds.get(row.kind)).includes(actor.role);
  const last = reads ? row.last : null;
  return {
    case: caseViewFor(core.kinds, actor, row),
    position: row.desk_position,
    awaits_answer: row.awaits_answer,
    snooze: row.snoozed ? { until: row.snoozed_until?.toISOString() ?? null } : null,
    woken: row.woken,
    last: last && lastOf(last),
    clocks: (row.clocks ?? []).map(clockOf),
  };
}

function clockOf({ due_at, warn_at, met, ...clock }: ClockRow): CaseClock {
  const still = clock.paused;
  return {
    ...clock,
    due_at: still || due_at === null ? null : new Date(due_at).toISOString(),
    warn_at: still || warn_at === null ? null : new Date(warn_at).toISOString(),
    missed: met === false,
  };
}

function lastOf({ voice_ms, created_at, ...last }: LastRow): NonNullable<DeskEntry["last"]> {
  return {
    ...last,
    text: last.deleted ? "" : last.text,
    created_at: new Date(created_at).toISOString(),
    ...(voice_ms == null ? {} : { voice_ms }),
  };
}

/** One case as it stands at the desk, if this person may see it. */
export async function readEntry(
  core: Core,
  tx: Scoped,
  actor: Actor,
  caseId: string,
): Promise<DeskEntry | undefined> {
  const row = await withDesk(visibleAtDesk(core, tx, actor), actor)
    .where("service_case.id", "=", caseId)
    .executeTakeFirst();
  return row && entryOf(core, actor, row);
}
