import type { Guidance, ProcedureRun, StartGuidance } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { kindOf } from "../case/kind-of.ts";
import { lockCase } from "../case/alter-case.ts";
import { writableRoster } from "../conversation/writable-roster.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { isUniqueViolation } from "../database/violations.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { change } from "../journal/append.ts";
import { checkValues } from "../procedure/check-values.ts";
import { readProcedure } from "../procedure/procedure-rows.ts";
import { note } from "./note.ts";
import { guidedPerson, mayGuide } from "./policy.ts";
import { lockActive, personOf } from "./session-rows.ts";

/**
 * Begins to guide the customer of a conversation. From here on what those who do the work write are
 * instructions, by every way of sending, until it ends.
 *
 * Refuses: not_found, forbidden, conversation_closed, case_ended, guidance_active, nobody_to_guide, conflict; of
 * a procedure not_found, procedure_archived, and invalid_body for its values.
 */
export async function startGuidance(
  core: Core,
  actor: Actor,
  { conversation_id, procedure }: StartGuidance & { readonly conversation_id: string },
): Promise<Guidance> {
  const roster = await writableRoster(core, actor, conversation_id);
  if (!mayGuide(core.kinds, actor, roster)) throw new RefusedError("forbidden");
  if (roster.closed) throw new RefusedError("conversation_closed");
  const { organization_id } = actor;
  const run = procedure && (await runOf(core, actor, procedure));
  const total = run?.procedure.steps.length;
  try {
    return await change(core, actor, async (change) => {
      const { tx, at, append } = change;
      // Held: whoever ends the case meanwhile waits, and then ends this guidance as well.
      const theCase = await lockCase(tx, roster.case_id);
      const status = kindOf(core, theCase).statuses.find(({ name }) => name === theCase.status);
      if (status?.ends || status?.closes_conversation) throw new RefusedError("case_ended");
      if (await lockActive(tx, conversation_id)) throw new RefusedError("guidance_active");
      const guided = guidedPerson(roster, theCase);
      if (guided === undefined) throw new RefusedError("nobody_to_guide");
      const { number } = await tx
        .selectFrom("guidance_session")
        .select(sql<number>`coalesce(max(number), 0) + 1`.as("number"))
        .where("conversation_id", "=", conversation_id)
        .executeTakeFirstOrThrow();
      const session = { id: newId(), number, guide: personOf(actor), guided: personOf(guided) };
      await tx
        .insertInto("guidance_session")
        .values({
          id: session.id,
          organization_id,
          conversation_id,
          number,
          guide_id: actor.id,
          guided_id: guided.id,
          started_at: at,
          procedure_id: run?.procedure.id ?? null,
          procedure_version: run?.procedure.version ?? null,
          procedure_steps: total ?? null,
          procedure_values: run === undefined ? null : JSON.stringify(run.values),
        })
        .execute();
      await note(change, actor, { session: { id: session.id, conversation_id }, fact: "started" });
      const started = {
        ...session,
        started_at: at.toISOString(),
        ...(total !== undefined && { total }),
      };
      await append("conversation", conversation_id, {
        type: "guidance.started",
        actor_id: actor.id,
        data: { session: started },
      });
      return { ...started, steps: [] };
    });
  } catch (error) {
    // Two in conversations that share no case lock, or a number taken at once: the other was first.
    const met = isUniqueViolation(
      error,
      "guidance_session_active",
      "guidance_session_conversation_id_number_key",
    );
    throw met ? new RefusedError("guidance_active") : error;
  }
}

/** The version that is started, with what was said of this case. */
async function runOf(
  core: Core,
  actor: Actor,
  { id, version, values }: NonNullable<StartGuidance["procedure"]>,
): Promise<ProcedureRun> {
  const procedure = await inOrganization(core.db, actor, (tx) => readProcedure(tx, id, version));
  if (procedure.archived_at !== null) throw new RefusedError("procedure_archived");
  return { procedure, values: checkValues(procedure, values) };
}
