import { type CaseView, oneOf, type ProofInput } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { type Change, change } from "../journal/append.ts";
import { type Kind, say } from "../kinds/kind.ts";
import { checkProof } from "../proof/check-proof.ts";
import { tryCode, wrongCode } from "../proof/customers-code.ts";
import { acceptCaseWithin } from "./accept-case.ts";
import { alterCase, lockCaseRow } from "./alter-case.ts";
import { noteAsked, wasAsked } from "./ask-once.ts";
import { getCase } from "./get-case.ts";
import { kindOf } from "./kind-of.ts";
import { hasPart, mayTake } from "./policy.ts";
import { readCaseFor } from "./read-case-for.ts";
import { caseView, caseViewFor } from "./views.ts";
import { checkWhy, refuseInternal, type Why, type WhyInput } from "./write-timeline.ts";

export type ChangeStatus = WhyInput & {
  readonly status: string;
  /** What the caller believes it to be now. */
  readonly from?: string | undefined;
  /** Makes a retry the same change. Without it every call is a new one. */
  readonly client_id?: string | undefined;
  /** What the step asks for. */
  readonly proof?: ProofInput | undefined;
};

/**
 * Takes a step that the kind allows. Asking for the status that already is changes nothing and answers
 * alike. Right is asked before rule: who may not take the step hears `forbidden`, whatever the state. The same
 * `client_id` again is the same change, and answers how the case stands by now.
 *
 * Refuses: invalid_body (no such status), the text codes for the note, not_found, forbidden,
 * transition_not_allowed (also when it is not what the caller believes), client_id_reused, code_wrong, code_blocked, what
 * checkProof and writeProof refuse of the proof, and what acceptCase refuses.
 */
export async function changeStatus(
  core: Core,
  actor: Actor,
  caseId: string,
  change: ChangeStatus,
): Promise<CaseView> {
  return (await changeStatusOnce(core, actor, caseId, change)) ?? getCase(core, actor, caseId);
}

/**
 * The same for whoever only needs to know that it is done, such as a device that has waited for a network: null says that it
 * was done before, also to somebody who sees the case no more.
 */
export async function changeStatusOnce(
  core: Core,
  actor: Actor,
  caseId: string,
  { status, from, client_id, proof, ...words }: ChangeStatus,
): Promise<CaseView | null> {
  const why = checkWhy(words);
  const changed = await change(core, actor.organization_id, async (change) => {
    const asked = { status, from, proof, ...why };
    if (client_id !== undefined) {
      // Of two at once the second waits here, and finds what the first has noted.
      await lockCaseRow(change.tx, caseId);
      if (await wasAsked(change, actor, caseId, client_id, asked)) return null;
    }
    const step = { status, from, proof };
    const done = await changeStatusWithin(core, change, actor, caseId, step, why);
    // Its mistake is counted; else nothing was asked.
    if (done === "code wrong") return done;
    if (client_id !== undefined) await noteAsked(change, actor, caseId, client_id, asked);
    return done === "to be taken" ? acceptCaseWithin(core, change, actor, caseId, why) : done;
  });
  if (changed === "code wrong") throw wrongCode();
  return changed;
}

/** The same as a part of a larger change; taking a case is a command of its own. */
export async function changeStatusWithin(
  core: Core,
  change: Change,
  actor: Actor,
  caseId: string,
  { status, from, proof = {} }: Pick<ChangeStatus, "status" | "from" | "proof">,
  why: Why,
): Promise<CaseView | "to be taken" | "code wrong"> {
  const row = await lockCaseRow(change.tx, caseId);
  const before = caseView(row);
  const kind = kindOf(core, before);
  refuseUnknownStatus(kind, status);
  refuseWithoutRight(actor, before, kind, status);
  refuseInternal(core, actor, before, why);
  if (isTaking(actor, before, kind, status)) return "to be taken";
  if (before.status === status) return caseViewFor(core.kinds, actor, row);
  if (from !== undefined && from !== before.status) {
    throw new RefusedError("transition_not_allowed");
  }
  const step = kind.transitions.find((one) => one.from === before.status && one.to === status);
  if (step === undefined) throw new RefusedError("transition_not_allowed");
  refuseWithoutWorker(kind, before, status);
  const given = checkProof(step.proof, proof, hasPart(kind, actor, before, "assignee"));
  if (given?.code != null && !(await tryCode(change.tx, caseId, given.code))) return "code wrong";
  await alterCase(core, change, actor, before, {
    kind,
    status,
    entries: [{ subject: "status", from: before.status, to: status }],
    why,
    proof: given,
  });
  return readCaseFor(core, change.tx, actor, caseId);
}

/** Whoever comes first takes a case by asking for the status that taking leads to. */
function isTaking(actor: Actor, before: CaseView, kind: Kind, status: string): boolean {
  const { taking, assignment } = kind;
  if (taking === null || assignment !== "first" || status !== taking.to) return false;
  return before.status === taking.from || before.assignee?.id !== actor.id;
}

/** Where the office names who does the work, nothing goes on before somebody is named. */
function refuseWithoutWorker({ taking }: Kind, { assignee }: CaseView, status: string): void {
  if (taking?.to === status && assignee === null) {
    throw new RefusedError("invalid_body", {
      fields: {
        assignee_id: say("Désignez d’abord quelqu’un.", "Name somebody first."),
      },
    });
  }
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
  if (steps.some((step) => mayTake(kind, actor, before, step))) return;
  const leads = hasPart(kind, actor, before, "assignee") || hasPart(kind, actor, before, "admin");
  if (leading.length > 0 || !leads) throw new RefusedError("forbidden");
}
