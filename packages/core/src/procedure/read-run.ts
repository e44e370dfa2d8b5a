import type { ProcedureReference, ProcedureRun, ProcedureValues } from "@relais/protocol";
import { actionOf, type PlacedAction } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { refuseCustomers } from "./policy.ts";
import { readProcedure } from "./procedure-rows.ts";

/** What a session runs or ran by: the version that it began with, whatever was written since. */
export async function readRan(tx: Scoped, sessionId: string): Promise<ProcedureRun | null> {
  const row = await tx
    .selectFrom("guidance_session")
    .select(["procedure_id", "procedure_version", "procedure_values"])
    .where("id", "=", sessionId)
    .executeTakeFirst();
  if (row?.procedure_id == null || row.procedure_version === null) return null;
  return {
    procedure: await readProcedure(tx, row.procedure_id, row.procedure_version),
    values: row.procedure_values as ProcedureValues,
  };
}

/**
 * The procedure of a session of this conversation, for those who guide.
 *
 * Refuses: not_found, also of a session without one; forbidden.
 */
export async function getRun(
  core: Core,
  actor: Actor,
  conversationId: string,
  sessionId: string,
): Promise<ProcedureRun> {
  await readableRoster(core, actor, conversationId);
  refuseCustomers(actor);
  return inOrganization(core.db, actor, async (tx) => {
    const session = await tx
      .selectFrom("guidance_session")
      .select("id")
      .where("id", "=", sessionId)
      .where("conversation_id", "=", conversationId)
      .executeTakeFirst();
    const run = session && (await readRan(tx, session.id));
    if (run == null) throw new RefusedError("not_found");
    return run;
  });
}

/** The step that a message names, of whatever version. Refuses: forbidden, not_found, step_not_found. */
export async function namedAction(
  core: Core,
  actor: Actor,
  { procedure_id, version, step }: ProcedureReference,
): Promise<PlacedAction> {
  refuseCustomers(actor);
  const { steps } = await inOrganization(core.db, actor, (tx) =>
    readProcedure(tx, procedure_id, version),
  );
  const named = actionOf(steps, step);
  if (named === undefined) throw new RefusedError("step_not_found");
  return named;
}
