import type { AssignmentSettings, Priority } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { alterCase } from "../case/alter-case.ts";
import { type CaseRow, caseView, readCaseRow, selectCases } from "../case/views.ts";
import { type NewEntry, noReason } from "../case/write-timeline.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import type { Change } from "../journal/append.ts";
import { planAssignments, type Waiting } from "./plan.ts";
import { mayBeFreed } from "./release-work.ts";
import { settingsOf } from "./settings.ts";
import { readTeam, type Teammate } from "./team-rows.ts";

/** Cases that one transaction gives: it holds them, and the organization's journal, until it ends. */
const givenAtOnce = 20;
/** Cases that are looked at for it. */
const lookedAt = 500;

/**
 * Gives the work that waits in an organization: what nobody has, what somebody has whose role does it no more, and what
 * somebody has who went away while its customer waits for an answer. It looks at how things stand and not at what
 * happened, so it may run whenever, and twice. The caller holds the cursor `assignment`, and so takes turns with other
 * servers. Returns whether more may wait.
 */
export async function giveWork(
  core: Core,
  change: Change,
  organizationId: string,
): Promise<boolean> {
  const settings = await settingsOf(core, change.tx, organizationId);
  if (!settings.enabled || settings.kinds.length === 0) return false;
  const team = await readTeam(core, change.tx, organizationId, settings.kinds, settings);
  const waiting = await waitingCases(core, change, organizationId, settings, team);
  const byId = new Map(team.map((one) => [one.id, one]));
  const plan = planAssignments(waiting, team);
  const planned = new Set(plan.map(({ case_id }) => case_id));
  const holders = new Map(waiting.map(({ id, gone_id }) => [id, gone_id]));
  // What nobody can take over is at least nobody's again, where its kind allows that.
  const freed = waiting.filter(
    (one) => one.gone_id !== null && !planned.has(one.id) && mayBeFreed(core.kinds.get(one.kind)),
  );
  const steps: Step[] = [
    ...plan.flatMap(({ case_id, to }) => {
      const person = byId.get(to);
      return person === undefined
        ? []
        : [{ case_id, from: holders.get(case_id) ?? null, to: person }];
    }),
    ...freed.map(({ id, gone_id }) => ({ case_id: id, from: gone_id, to: null })),
  ];
  const now = steps.slice(0, givenAtOnce);
  const held = await hold(
    change,
    now.map(({ case_id }) => case_id),
  );
  for (const step of now) {
    if (held.has(step.case_id)) await give(core, change, organizationId, step);
  }
  return steps.length > now.length;
}

type Step = {
  readonly case_id: string;
  /** Who had it when it was planned. */
  readonly from: string | null;
  readonly to: Teammate | null;
};

async function waitingCases(
  core: Core,
  { tx }: Change,
  organizationId: string,
  { kinds }: AssignmentSettings,
  team: readonly Teammate[],
): Promise<Waiting[]> {
  const gone = new Map(
    team.flatMap((one) => (one.gone_since === null ? [] : [[one.id, one.gone_since] as const])),
  );
  const retired = await deactivated(tx, organizationId);
  const rows = await selectCases(tx)
    .where("service_case.organization_id", "=", organizationId)
    .where(sql<boolean>`not service_case.ended`)
    .where(sql<boolean>`not service_case.snoozed`)
    .where("service_case.kind", "in", [...kinds])
    .where((where) =>
      where.or([
        where("service_case.assignee_id", "is", null),
        ...(retired.length === 0 ? [] : [where("service_case.assignee_id", "in", retired)]),
        // Whoever was given another role does it no more, as whoever was deactivated.
        ...kinds.map((name) =>
          where.and([
            where("service_case.kind", "=", name),
            where("assignee.role", "not in", [...(core.kinds.get(name)?.worker_roles ?? [])]),
          ]),
        ),
        ...(gone.size === 0
          ? []
          : [
              where.and([
                where("service_case.assignee_id", "in", [...gone.keys()]),
                where("service_case.awaits_answer", "=", true),
              ]),
            ]),
      ]),
    )
    .orderBy(sql`array_position(array['urgent', 'high', 'normal', 'low'], service_case.priority)`)
    .orderBy("service_case.id")
    .limit(lookedAt)
    .execute();
  const asked = new Set(team.flatMap(({ skills }) => skills));
  return rows
    .filter((row) => mayBeGiven(core, row) && !isRecent(row, gone))
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      priority: row.priority as Priority,
      gone_id: row.assignee_id,
      skills: wordsOf(row).filter((word) => asked.has(word)),
    }));
}

/** They do not come back by themselves: all that they had is somebody else's to do, whether its customer waits or not. */
async function deactivated(tx: Scoped, organizationId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("member")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("active", "=", false)
    .execute();
  return rows.map(({ id }) => id);
}

/** Somebody gave it to them after they had gone: that choice has its time, as everybody's absence has. */
function isRecent({ assignee_id, updated_at }: CaseRow, gone: ReadonlyMap<string, Date>): boolean {
  const since = assignee_id === null ? undefined : gone.get(assignee_id);
  return since !== undefined && updated_at > since;
}

/** Whether its kind knows where it stands, and that it is not over. */
function mayBeGiven(core: Core, { kind: name, status }: CaseRow): boolean {
  const kind = core.kinds.get(name);
  return kind?.statuses.some((one) => one.name === status && !one.ends) ?? false;
}

/**
 * What a case is about in words, as skills are: its tags, what was chosen in its fields, what they point at. Of these
 * it asks for those that are somebody's skill here.
 */
function wordsOf({ tags, fields, internal_fields }: CaseRow): string[] {
  const values = [fields, internal_fields].flatMap((one) => Object.values((one ?? {}) as object));
  const words = values.flatMap((value: unknown): string[] => {
    if (typeof value === "string") return [value];
    const titled = value as { title?: unknown } | null;
    return typeof titled?.title === "string" ? [titled.title] : [];
  });
  return [...new Set([...tags, ...words].map((word) => word.trim().toLowerCase()))];
}

/** Those of the cases that nobody else is changing; what somebody holds is looked at again. */
async function hold({ tx }: Change, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom("service_case")
    .select("id")
    .where("id", "in", ids)
    .orderBy("id")
    .forUpdate()
    .skipLocked()
    .execute();
  return new Set(rows.map(({ id }) => id));
}

async function give(
  core: Core,
  change: Change,
  organizationId: string,
  { case_id, from, to }: Step,
): Promise<void> {
  const row = await readCaseRow(change.tx, case_id);
  const before = row && caseView(row);
  const kind = before && core.kinds.get(before.kind);
  if (before === undefined || kind === undefined) return;
  // Somebody may have been quicker between the look and the hold: their choice stands.
  if ((before.assignee?.id ?? null) !== from) return;
  if (kind.statuses.some(({ name, ends }) => ends && name === before.status)) return;
  if (to === null && (!mayBeFreed(kind) || before.assignee === null)) return;
  const status = to !== null && kind.taking?.from === before.status ? kind.taking.to : undefined;
  const entries: NewEntry[] = [
    { subject: "assignee", from: before.assignee?.full_name ?? null, to: to?.full_name ?? null },
    ...(status === undefined
      ? []
      : [{ subject: "status", from: before.status, to: status } as const]),
  ];
  const person = to ?? before.assignee;
  if (person === null) return;
  const { id, full_name, role } = person;
  // What the conversation says of it is said of whoever does the work.
  const actor: Actor = { id, full_name, role, organization_id: organizationId, sign_in_id: "" };
  await alterCase(core, change, actor, before, {
    kind,
    byRule: true,
    assignee: to === null ? null : { id, full_name, role },
    ...(status !== undefined && { status }),
    entries,
    why: noReason,
  });
  if (to === null) return;
  const last_given = await change.nextSeq(organizationId);
  await change.tx
    .insertInto("assignment_person")
    .values({ member_id: id, organization_id: organizationId, last_given })
    .onConflict((conflict) => conflict.column("member_id").doUpdateSet({ last_given }))
    .execute();
}
