import type { CaseView, DeskAction, DeskActionBody, DeskEntry } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { assignCase } from "../case/assign-case.ts";
import { changeStatus } from "../case/change-status.ts";
import { getCase } from "../case/get-case.ts";
import { mayTake } from "../case/policy.ts";
import { updateCase } from "../case/update-case.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { getEntry } from "./get-entry.ts";
import { refuseOthers } from "./policy.ts";
import { snoozeCase, wakeCase } from "./snooze-case.ts";

/** What became of one: how it stands, or why it stays as it was. */
export type Outcome =
  | { readonly case_id: string; readonly entry: DeskEntry }
  | { readonly case_id: string; readonly refused: RefusedError };

/**
 * Does one thing to several cases, each by its own command: what is refused for one is done for the others, and each
 * is answered by itself, in the order asked.
 *
 * Refuses: forbidden.
 */
export async function actOnCases(
  core: Core,
  actor: Actor,
  { case_ids, action }: DeskActionBody,
): Promise<Outcome[]> {
  refuseOthers(actor);
  const outcomes: Outcome[] = [];
  // One after the other: each takes its turn in the organization's journal anyway.
  for (const case_id of new Set(case_ids)) {
    outcomes.push(await actOnOne(core, actor, case_id, action));
  }
  return outcomes;
}

async function actOnOne(
  core: Core,
  actor: Actor,
  case_id: string,
  action: DeskAction,
): Promise<Outcome> {
  try {
    // Who may not see a case must not learn from another refusal that it is there.
    await getCase(core, actor, case_id);
    await act(core, actor, case_id, action);
    return { case_id, entry: await getEntry(core, actor, case_id) };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { case_id, refused: error };
  }
}

async function act(core: Core, actor: Actor, id: string, action: DeskAction): Promise<void> {
  switch (action.do) {
    case "assign": {
      const { assignee_id, instead_of } = action;
      await assignCase(core, actor, id, {
        assignee_id,
        ...(instead_of !== undefined && { instead_of }),
      });
      return;
    }
    case "prioritize":
      await updateCase(core, actor, id, { priority: action.priority });
      return;
    case "tag":
    case "untag": {
      const theCase = await getCase(core, actor, id);
      await updateCase(core, actor, id, { tags: tagsAfter(theCase, action) });
      return;
    }
    case "snooze":
      await snoozeCase(core, actor, id, { until: action.until });
      return;
    case "wake":
      await wakeCase(core, actor, id);
      return;
    case "move":
      await changeStatus(core, actor, id, { status: action.status });
      return;
    case "close":
      await changeStatus(core, actor, id, { status: await closingStatus(core, actor, id) });
      return;
  }
}

function tagsAfter(
  { internal }: CaseView,
  { do: what, tag }: Extract<DeskAction, { tag: string }>,
): string[] {
  const others = (internal?.tags ?? []).filter((one) => one.toLowerCase() !== tag.toLowerCase());
  return what === "tag" ? [...others, tag] : others;
}

/**
 * Where closing leads from here: the step to an end that is a success, as the kind declares it. To give up a case is
 * never meant by closing several.
 *
 * Refuses: transition_not_allowed (no such step from here), forbidden (it is not this person's to take).
 */
async function closingStatus(core: Core, actor: Actor, id: string): Promise<string> {
  const theCase = await getCase(core, actor, id);
  const kind = core.kinds.get(theCase.kind);
  const ends = (name: string) =>
    kind?.statuses.some((one) => one.name === name && one.ends && one.tone === "done");
  const step = kind?.transitions.find(({ from, to }) => from === theCase.status && ends(to));
  if (kind === undefined || step === undefined) throw new RefusedError("transition_not_allowed");
  if (!mayTake(kind, actor, theCase, step)) throw new RefusedError("forbidden");
  return step.to;
}
