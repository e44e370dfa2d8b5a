import type { GuidanceNote, Sent, StepMark, StepResult } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { takeFiles } from "../file/take-files.ts";
import { change } from "../journal/append.ts";
import { checkWords, note } from "./note.ts";
import { appendProof, proofOf } from "./prove.ts";
import { lockSession } from "./session-rows.ts";
import { type HeldStep, markIn, readStep, writeMark } from "./step-rows.ts";

export type ConfirmStep = {
  readonly conversation_id: string;
  readonly step_id: string;
  readonly result: StepResult;
  /** What the person adds; may be empty. */
  readonly words?: string | undefined;
  /** Finished uploads that prove it, in one go with the answer. */
  readonly attachments?: readonly string[] | undefined;
  /** Names the answer for its sender, as it does every message. */
  readonly client_id?: string | null | undefined;
};

/** How a step stands after its answer, which message gave it, and the message that says the answer. */
export type AnsweredStep = {
  readonly step: StepMark;
  readonly message: number;
  readonly sent: Sent;
};

/**
 * Says how a step went. `done` and `failed` close it; `help` leaves it open and lets the person write. Only
 * the person guided says so. The same answer again changes nothing and is answered alike, whatever happened
 * since, so a retry is always safe. One that is named and brings words or files of its own is another answer: it must
 * not be told that it was stored (P1).
 *
 * Refuses: not_found, forbidden, step_not_found, step_closed, guidance_ended, client_id_reused, conflict, the
 * text codes for `words`, and what takeFiles refuses.
 */
export async function confirmStep(
  core: Core,
  actor: Actor,
  confirmation: ConfirmStep,
): Promise<AnsweredStep> {
  const { conversation_id, step_id, result, attachments = [], client_id = null } = confirmation;
  const roster = await readableRoster(core, actor, conversation_id);
  if (!roster.members.has(actor.id)) throw new RefusedError("forbidden");
  const words = checkWords(confirmation.words);
  const files =
    attachments.length === 0
      ? undefined
      : await takeFiles(core, actor, conversation_id, attachments);
  return core.journal.turns.run(conversation_id, () =>
    change(core, actor, async (change) => {
      const { tx, at, append } = change;
      const found = await readStep(tx, conversation_id, step_id);
      if (found === undefined) throw new RefusedError("step_not_found");
      const session = await lockSession(tx, found.session_id);
      if (session?.guided_id !== actor.id) throw new RefusedError("forbidden");
      // As it stands now that nobody else changes it.
      const step = (await readStep(tx, conversation_id, step_id)) ?? found;
      const before = await answerOf(tx, actor, step, { ...confirmation, words });
      if (before !== undefined) return { ...answered(step), sent: before };
      if (session.ended_at !== null) throw new RefusedError("guidance_ended");
      if (step.closed_at !== null) throw new RefusedError("step_closed");
      const now = at.toISOString();
      const next: HeldStep = {
        ...step,
        result,
        answered_at: now,
        closed_at: result === "help" ? null : now,
      };
      if (files !== undefined) {
        await appendProof(change, step, proofOf(actor, conversation_id, files.attachments, null));
      }
      const sent = await note(change, actor, { session, fact: result, step, words, client_id });
      await writeMark(tx, next, sent.number);
      await append("conversation", conversation_id, {
        type: "guidance.answered",
        actor_id: actor.id,
        data: { step: answered(next).step },
      });
      return { ...answered(next), sent };
    }),
  );
}

function answered(step: HeldStep): Omit<AnsweredStep, "sent"> {
  return { step: markIn(step), message: step.message };
}

/** An answer whose words were checked. */
type Said = Omit<ConfirmStep, "words"> & { readonly words: string | null };

/** What was answered before: under this `client_id`, or the same by whatever device. */
async function answerOf(
  tx: Scoped,
  actor: Actor,
  step: HeldStep,
  { client_id = null, result, words, attachments = [] }: Said,
): Promise<Sent | undefined> {
  const { conversation_id } = step;
  const answers = tx
    .selectFrom("message")
    .select(["id", "number", "seq", "created_at", "system"])
    .where("conversation_id", "=", conversation_id);
  const named =
    client_id === null
      ? undefined
      : await answers
          .where("sender_id", "=", actor.id)
          .where("client_id", "=", client_id)
          .executeTakeFirst();
  const note = named?.system as GuidanceNote | null | undefined;
  if (named !== undefined && (note?.instruction !== step.message || note.fact !== result)) {
    throw new RefusedError("client_id_reused");
  }
  const said =
    named ??
    (step.result === result && step.answer !== null
      ? await answers.where("number", "=", step.answer).executeTakeFirst()
      : undefined);
  if (said === undefined) return undefined;
  const wordsBefore = (said.system as GuidanceNote | null)?.words ?? null;
  const adds = attachments.length > 0 || (words !== null && words !== wordsBefore);
  if (named === undefined && client_id !== null && adds) return undefined;
  const { id, number, seq, created_at } = said;
  return { id, number, seq, created_at: created_at.toISOString() };
}
