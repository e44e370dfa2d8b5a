import type { GuidanceEnd, StepMark } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Change } from "../journal/append.ts";
import { note } from "./note.ts";
import { type HeldSession, lockActive } from "./session-rows.ts";
import { markIn, openStepOf, writeMark } from "./step-rows.ts";

/** Ends a session that is held and journals it; a step that is still open stays as it was answered. */
export async function closeSession(
  change: Change,
  actor: Actor,
  session: HeldSession,
  { reason, words = null }: { readonly reason: GuidanceEnd; readonly words?: string | null },
): Promise<void> {
  const { tx, at, append } = change;
  const open = await openStepOf(tx, session.id);
  let step: StepMark | null = null;
  if (open !== undefined) {
    step = { ...markIn(open), closed_at: at.toISOString() };
    await writeMark(tx, step);
  }
  await tx
    .updateTable("guidance_session")
    .set({ ended_at: at, ended_because: reason, ended_by: actor.id })
    .where("id", "=", session.id)
    .execute();
  await note(change, actor, { session, fact: reason, words });
  await append("conversation", session.conversation_id, {
    type: "guidance.ended",
    actor_id: actor.id,
    data: { session_id: session.id, reason, step },
  });
}

/** The case reaches a status that ends it: what is under way in its conversations ends first. */
export async function closeGuidance(
  change: Change,
  actor: Actor,
  conversationId: string,
): Promise<void> {
  const session = await lockActive(change.tx, conversationId);
  if (session !== undefined) await closeSession(change, actor, session, { reason: "closed" });
}
