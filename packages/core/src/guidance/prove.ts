import type { Attachment, Sent } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { takeFiles } from "../file/take-files.ts";
import { newId } from "../ids.ts";
import { type Change, change } from "../journal/append.ts";
import { appendMessage, type NewMessage } from "../message/append-message.ts";
import { once } from "./once.ts";
import { lockSession } from "./session-rows.ts";
import { type HeldStep, markIn, readStep } from "./step-rows.ts";

export type ProveStep = {
  readonly conversation_id: string;
  readonly step_id: string;
  /** Ids of finished uploads of the actor to this conversation: photos, voice. At least one. */
  readonly attachments: readonly string[];
  /** Makes a retry the same message. */
  readonly client_id: string | null;
};

/**
 * Shows how a step went: photos or a voice note, as a message. A proof may come late, after the answer or
 * the end of its session: what was seen is never lost.
 *
 * Refuses: not_found, forbidden, step_not_found, conversation_closed, client_id_reused, conflict, and what
 * takeFiles refuses; file_not_found without any, file_already_sent.
 */
export async function proveStep(core: Core, actor: Actor, proof: ProveStep): Promise<Sent> {
  const { conversation_id, step_id, client_id } = proof;
  const roster = await readableRoster(core, actor, conversation_id);
  if (!roster.members.has(actor.id)) throw new RefusedError("forbidden");
  if (proof.attachments.length === 0) throw new RefusedError("file_not_found");
  const files = await takeFiles(core, actor, conversation_id, proof.attachments);
  const message = proofOf(actor, conversation_id, files.attachments, client_id);
  return once(core, message, () =>
    change(core, actor, async (change) => {
      const step = await readStep(change.tx, conversation_id, step_id);
      if (step === undefined) throw new RefusedError("step_not_found");
      const session = await lockSession(change.tx, step.session_id);
      if (session?.guided_id !== actor.id) throw new RefusedError("forbidden");
      if (roster.closed) throw new RefusedError("conversation_closed");
      const now = await readStep(change.tx, conversation_id, step_id);
      return appendProof(change, now ?? step, message);
    }),
  );
}

/** The message of a proof. */
export function proofOf(
  actor: Actor,
  conversation_id: string,
  attachments: readonly Attachment[],
  client_id: string | null,
): Omit<NewMessage, "kind" | "step"> {
  return {
    organization_id: actor.organization_id,
    conversation_id,
    id: newId(),
    sender_id: actor.id,
    text: "",
    client_id,
    reply_to: null,
    attachments,
  };
}

/** Writes a proof of a step whose session is held. */
export async function appendProof(
  change: Change,
  step: HeldStep,
  message: Omit<NewMessage, "kind" | "step">,
): Promise<Sent> {
  const { organization_id, conversation_id } = message;
  const sent = await appendMessage(change, { ...message, kind: "proof", step: markIn(step) });
  await change.tx
    .insertInto("guidance_proof")
    .values({ conversation_id, message_number: sent.number, organization_id, step_id: step.id })
    .execute();
  return sent;
}
