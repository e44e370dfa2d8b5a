import type { AssignCase, CaseView } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { type Change, change } from "../journal/append.ts";
import { alterCase, lockCaseRow } from "./alter-case.ts";
import { kindOf } from "./kind-of.ts";
import { namedPerson } from "./people.ts";
import { hasAnyPart } from "./policy.ts";
import { readCaseFor } from "./read-case-for.ts";
import { caseView, caseViewFor } from "./views.ts";
import { checkWhy, type NewEntry, refuseInternal, type Why } from "./write-timeline.ts";

/**
 * Names who does the work, or nobody. Naming somebody for a case that waits to be taken takes it for them: its
 * conversation opens, its status moves on. Naming the same person again changes nothing.
 *
 * Refuses: not_found, forbidden, already_taken (`instead_of` has it no more), invalid_body (somebody who cannot do this
 * work), transition_not_allowed (it has ended, or cannot be without somebody any more), the text codes, conflict.
 */
export async function assignCase(
  core: Core,
  actor: Actor,
  caseId: string,
  { assignee_id, instead_of, ...words }: AssignCase,
): Promise<CaseView> {
  const why = checkWhy(words);
  return change(core, actor.organization_id, (change) =>
    assignWithin(core, change, actor, caseId, assignee_id, why, instead_of),
  );
}

/** The same as a part of a larger change. */
export async function assignWithin(
  core: Core,
  change: Change,
  actor: Actor,
  caseId: string,
  assignee_id: string | null,
  why: Why,
  insteadOf?: string | null,
): Promise<CaseView> {
  const row = await lockCaseRow(change.tx, caseId);
  const before = caseView(row);
  const kind = kindOf(core, before);
  if (!hasAnyPart(kind, actor, before, kind.may.assign)) throw new RefusedError("forbidden");
  refuseInternal(core, actor, before, why);
  if ((before.assignee?.id ?? null) === assignee_id) return caseViewFor(core.kinds, actor, row);
  const holder = before.assignee;
  if (insteadOf !== undefined && holder !== null && holder.id !== insteadOf) {
    throw new RefusedError("already_taken", { values: { name: holder.full_name } });
  }
  if (kind.statuses.some(({ name, ends }) => ends && name === before.status)) {
    throw new RefusedError("transition_not_allowed");
  }
  const assignee =
    assignee_id === null
      ? null
      : await namedPerson(change.tx, "assignee_id", assignee_id, kind.worker_roles);
  const { taking } = kind;
  // What somebody has taken goes on to somebody; it does not fall back to waiting.
  if (assignee === null && (taking !== null || kind.assignment === "directed")) {
    throw new RefusedError("transition_not_allowed");
  }
  const status = taking?.from === before.status ? taking.to : undefined;
  const entries: NewEntry[] = [
    {
      subject: "assignee",
      from: before.assignee?.full_name ?? null,
      to: assignee?.full_name ?? null,
    },
    ...(status === undefined
      ? []
      : [{ subject: "status", from: before.status, to: status } as const]),
  ];
  await alterCase(core, change, actor, before, {
    kind,
    assignee,
    ...(status !== undefined && { status }),
    entries,
    why,
  });
  return readCaseFor(core, change.tx, actor, caseId);
}
