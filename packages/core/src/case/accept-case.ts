import type { CaseView } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { type Change, change } from "../journal/append.ts";
import { alterCase, lockCaseRow } from "./alter-case.ts";
import { kindOf } from "./kind-of.ts";
import { mayTake } from "./policy.ts";
import { readCaseFor } from "./read-case-for.ts";
import { caseView, caseViewFor } from "./views.ts";
import { noReason, type Why } from "./write-timeline.ts";
import { refuseService } from "../access/people-only.ts";

/**
 * Takes a case that waits for whoever comes first: the caller becomes its assignee and its conversation opens,
 * all in one transaction. Of two at once one wins; the other is told who. Accepting one's own again answers the
 * case.
 *
 * Refuses: not_found, forbidden, already_taken (`values.name`), transition_not_allowed, conflict.
 */
export async function acceptCase(core: Core, actor: Actor, caseId: string): Promise<CaseView> {
  return change(core, actor.organization_id, (change) =>
    acceptCaseWithin(core, change, actor, caseId, noReason),
  );
}

/** The same as a part of a larger change. */
export async function acceptCaseWithin(
  core: Core,
  change: Change,
  actor: Actor,
  caseId: string,
  why: Why,
): Promise<CaseView> {
  refuseService(actor);
  const row = await lockCaseRow(change.tx, caseId);
  const before = caseView(row);
  const kind = kindOf(core, before);
  const { taking } = kind;
  if (taking === null || kind.assignment !== "first") throw new RefusedError("forbidden");
  const step = kind.transitions.find(({ from, to }) => from === taking.from && to === taking.to);
  if (step === undefined || !mayTake(kind, actor, before, step))
    throw new RefusedError("forbidden");
  if (before.assignee?.id === actor.id) return caseViewFor(core.kinds, actor, row);
  if (before.assignee !== null) {
    throw new RefusedError("already_taken", { values: { name: before.assignee.full_name } });
  }
  if (before.status !== taking.from) throw new RefusedError("transition_not_allowed");
  const { id, full_name, role } = actor;
  await alterCase(core, change, actor, before, {
    kind,
    status: taking.to,
    assignee: { id, full_name, role },
    entries: [
      { subject: "status", from: before.status, to: taking.to },
      { subject: "assignee", from: null, to: full_name },
    ],
    why,
  });
  return readCaseFor(core, change.tx, actor, caseId);
}
