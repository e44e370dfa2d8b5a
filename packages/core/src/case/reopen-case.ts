import type { CaseView } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";
import { textHint } from "../text-hint.ts";
import { alterCase, lockCaseRow } from "./alter-case.ts";
import { getCase } from "./get-case.ts";
import { kindOf } from "./kind-of.ts";
import { hasAnyPart } from "./policy.ts";
import { readCaseFor } from "./read-case-for.ts";
import { type CaseRow, caseView, caseViewFor } from "./views.ts";
import { checkWhy, noReason, whyCharacters } from "./write-timeline.ts";

/**
 * Takes a case up again whose work was done and yet is not, within the days that were promised when it was: it goes on
 * with whoever had it, and the reason is said in its conversation. What is under way already stays as it is, and
 * answers alike.
 *
 * Refuses: the text codes for the reason, not_found, forbidden, transition_not_allowed (its kind knows of none, or it
 * is not done), reopening_over (closed for good, or too late), conflict.
 */
export async function reopenCase(
  core: Core,
  actor: Actor,
  caseId: string,
  { reason }: { readonly reason: string },
): Promise<CaseView> {
  const note = checkWhy({ reason }).reason;
  if (note === null) {
    throw new RefusedError("text_empty", {
      fields: { reason: textHint("text_empty", whyCharacters) },
    });
  }
  // Judged as a guest; written for them, because the journal of the organization is out of a guest's reach.
  await getCase(core, actor, caseId);
  return change(core, actor.organization_id, async (change) => {
    const row = await lockCaseRow(change.tx, caseId);
    const before = caseView(row);
    const kind = kindOf(core, before);
    const { reopening } = kind;
    if (reopening === undefined) throw new RefusedError("transition_not_allowed");
    if (!hasAnyPart(kind, actor, before, reopening.by)) throw new RefusedError("forbidden");
    if (before.status === reopening.to) return caseViewFor(core.kinds, actor, row);
    refuseTooLate(kind, reopening.from, row, change.at);
    await alterCase(core, change, actor, before, {
      kind,
      status: reopening.to,
      entries: [{ subject: "status", from: before.status, to: reopening.to }],
      why: { ...noReason, note },
      reopened: true,
    });
    return readCaseFor(core, change.tx, actor, caseId);
  });
}

function refuseTooLate(kind: Kind, from: string, row: CaseRow, at: Date): void {
  const ended = kind.statuses.some(({ name, ends }) => ends && name === row.status);
  if (row.status !== from && !ended) throw new RefusedError("transition_not_allowed");
  if (ended || row.reopenable_until === null || row.reopenable_until < at) {
    throw new RefusedError("reopening_over");
  }
}
