import { type CaseView, checkText, oneOf } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";
import { textHint } from "../text-hint.ts";
import { acceptCase } from "./accept-case.ts";
import { kindOf } from "./kind-of.ts";
import { lockCase, moveCase } from "./move-case.ts";
import { hasPart, mayTake } from "./policy.ts";

export type ChangeStatus = { readonly status: string; readonly note?: string | undefined };

const noteCharacters = 1_000;

/**
 * Takes a step that the kind allows. Asking for the status that already is changes nothing and answers
 * alike. Right is asked before rule: who may not take the step hears `forbidden`, whatever the state.
 *
 * Refuses: invalid_body (no such status), the text codes for the note, not_found, forbidden,
 * transition_not_allowed, and what acceptCase refuses.
 */
export async function changeStatus(
  core: Core,
  actor: Actor,
  caseId: string,
  { status, note }: ChangeStatus,
): Promise<CaseView> {
  const checkedNote = checkNote(note);
  const result = await change(core, actor.organization_id, async (change) => {
    const before = await lockCase(change.tx, caseId);
    const kind = kindOf(core, before);
    refuseUnknownStatus(kind, status);
    refuseWithoutRight(actor, before, kind, status);
    const { from, to } = kind.taking;
    const taken = before.assignee?.id === actor.id;
    if (status === to && (before.status === from || !taken)) return "to be taken";
    if (before.status === status) return before;
    if (!kind.transitions.some((step) => step.from === before.status && step.to === status)) {
      throw new RefusedError("transition_not_allowed");
    }
    return moveCase(change, actor, before, { kind, to: status, note: checkedNote });
  });
  return result === "to be taken" ? acceptCase(core, actor, caseId) : result;
}

function checkNote(note: string | undefined): string | null {
  if (note === undefined) return null;
  const checked = checkText(note, noteCharacters);
  if (checked.ok) return checked.text;
  if (checked.code === "text_empty") return null;
  throw new RefusedError(checked.code, {
    fields: { note: textHint(checked.code, noteCharacters) },
  });
}

function refuseUnknownStatus(kind: Kind, status: string): void {
  if (kind.statuses.some(({ name }) => name === status)) return;
  const names = kind.statuses.map(({ name }) => name);
  throw new RefusedError("invalid_body", { fields: { status: oneOf(names) } });
}

/**
 * Where the step exists, the actor must be among those who may take it. Where it does not, whoever may
 * reach that status from elsewhere has the right and meets the rule; nobody else does. To a status that
 * nothing leads to, only those who lead the case have the right to be told so.
 */
function refuseWithoutRight(actor: Actor, before: CaseView, kind: Kind, status: string): void {
  const leading = kind.transitions.filter((step) => step.to === status);
  const here = leading.find((step) => step.from === before.status);
  const steps = here === undefined ? leading : [here];
  if (steps.some((step) => mayTake(actor, before, step))) return;
  const leads = hasPart(actor, before, "assignee") || hasPart(actor, before, "admin");
  if (leading.length > 0 || !leads) throw new RefusedError("forbidden");
}
