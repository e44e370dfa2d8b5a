import { limits, type ProcedureReference, type Sent, type StepMark } from "@relais/protocol";
import { sql } from "kysely";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Change } from "../journal/append.ts";
import { appendMessage, type NewMessage } from "../message/append-message.ts";
import type { HeldSession } from "./session-rows.ts";
import { markIn, openStepOf, writeMark } from "./step-rows.ts";

/** The step of a procedure that an instruction gives, and where it stands there. */
export type PlannedStep = ProcedureReference & { readonly place: number };

/**
 * Gives the next step of a session that is held: the message *is* the instruction. A step that waits
 * after a call for help is closed by it.
 *
 * Refuses: step_unanswered, guidance_full, and what appendMessage refuses.
 */
export async function appendStep(
  change: Change,
  session: HeldSession,
  message: Omit<NewMessage, "kind" | "step">,
  named?: PlannedStep,
): Promise<Sent> {
  const { tx, at, append } = change;
  const { organization_id, conversation_id } = session;
  const open = await openStepOf(tx, session.id);
  if (open !== undefined && open.result !== "help") throw new RefusedError("step_unanswered");
  const { number, given } = await tx
    .selectFrom("guidance_step")
    .select([
      sql<number>`coalesce(max(number), 0) + 1`.as("number"),
      sql<number>`count(*) filter (where session_id = ${session.id})`.as("given"),
    ])
    .where("conversation_id", "=", conversation_id)
    .executeTakeFirstOrThrow();
  if (given >= limits.guidanceSteps) throw new RefusedError("guidance_full");
  const closed = open && { ...open, closed_at: at.toISOString() };
  if (closed !== undefined) await writeMark(tx, closed);
  const step: StepMark = {
    id: newId(),
    session_id: session.id,
    number,
    result: null,
    answered_at: null,
    closed_at: null,
    ...plannedIn(session, named),
  };
  const sent = await appendMessage(change, { ...message, kind: "instruction", step });
  await tx
    .insertInto("guidance_step")
    .values({
      id: step.id,
      organization_id,
      session_id: session.id,
      conversation_id,
      number,
      message_number: sent.number,
      instructed_by: message.sender_id,
      instructed_at: at,
      procedure_step: step.planned?.step ?? null,
      procedure_place: step.planned?.place ?? null,
    })
    .execute();
  if (closed !== undefined) {
    await append("conversation", conversation_id, {
      type: "guidance.answered",
      actor_id: message.sender_id,
      data: { step: markIn(closed) },
    });
  }
  return sent;
}

/** A step of another procedure, or of another version, is the guide's own here. */
function plannedIn(
  session: HeldSession,
  named: PlannedStep | undefined,
): Pick<StepMark, "planned"> {
  const own =
    named !== undefined &&
    named.procedure_id === session.procedure_id &&
    named.version === session.procedure_version;
  return own ? { planned: { step: named.step, place: named.place } } : {};
}
