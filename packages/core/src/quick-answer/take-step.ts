import type { Actor } from "../actor.ts";
import { changeStatus } from "../case/change-status.ts";
import type { Roster } from "../conversation/rosters.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { ownAnswers } from "./read-answers.ts";

/**
 * Takes the step that a one-tap answer carries, as if its sender had: where the table or the right does not allow it
 * (the case has moved on, it is another's), nothing happens and the message stands by itself. Sending the same
 * message again tries again, so a server that ended in between costs nothing.
 */
export async function takeStep(
  core: Core,
  actor: Actor,
  roster: Roster,
  quickAnswer: string,
): Promise<void> {
  const step = await stepOf(core, actor, roster, quickAnswer);
  if (step === undefined) return;
  try {
    await changeStatus(core, actor, roster.case_id, { status: step });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
}

/** What this organization says that the answer does, in the case's status of now. */
function stepOf(
  core: Core,
  actor: Actor,
  roster: Roster,
  quickAnswer: string,
): Promise<string | undefined> {
  return inOrganization(core.db, actor, async (tx) => {
    const theCase = await tx
      .selectFrom("service_case")
      .select(["kind", "status"])
      .where("id", "=", roster.case_id)
      .executeTakeFirstOrThrow();
    const own = await ownAnswers(tx, theCase.kind);
    const answers = own ?? core.kinds.get(theCase.kind)?.quick_answers ?? [];
    const answer = answers.find(({ id }) => id === quickAnswer);
    const fits = answer?.statuses.includes(theCase.status) && answer.roles.includes(actor.role);
    return fits ? answer?.step : undefined;
  });
}
