import type { Sent, StepReference } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import type { SendMessage } from "../message/send-message.ts";
import { confirmStep } from "./confirm.ts";
import { proveStep } from "./prove.ts";

/**
 * A message that is sent to a step: its answer, or a proof. A proof has no words: what the person guided
 * has to say goes with an answer, or follows a call for help.
 *
 * Refuses: guidance_writing, and what confirmStep and proveStep refuse.
 */
export async function sendToStep(
  core: Core,
  actor: Actor,
  message: SendMessage,
  { id, result }: StepReference,
): Promise<Sent> {
  const { conversation_id, text, client_id, attachments = [] } = message;
  const about = { conversation_id, step_id: id, client_id, attachments };
  if (result !== undefined) {
    return (await confirmStep(core, actor, { ...about, result, words: text })).sent;
  }
  if (text.trim() !== "") throw new RefusedError("guidance_writing");
  return proveStep(core, actor, about);
}
