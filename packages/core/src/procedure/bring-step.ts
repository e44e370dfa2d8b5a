import type { ProcedureReference } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { isStaff, mayWrite, readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import type { PlannedStep } from "../guidance/append-step.ts";
import type { SendMessage } from "../message/send-message.ts";
import { copyForMessage } from "./pictures.ts";
import { namedAction } from "./read-run.ts";

/**
 * A message that brings a step of a procedure: what that step shows goes with it, behind what the sender
 * attached. Under one `client_id` it is the same message again.
 *
 * Refuses: not_found, forbidden, step_not_found, file_not_found.
 */
export async function bringStep(
  core: Core,
  actor: Actor,
  message: SendMessage,
  reference: ProcedureReference,
): Promise<{ readonly message: SendMessage; readonly planned: PlannedStep }> {
  const { conversation_id, client_id, attachments = [] } = message;
  const roster = await readableRoster(core, actor, conversation_id);
  const writes = mayWrite(core.kinds, actor, roster);
  if (!writes || !isStaff(core.kinds, roster.case_kind, actor.role)) {
    throw new RefusedError("forbidden");
  }
  const { action, place } = await namedAction(core, actor, reference);
  const { pictures } = action;
  const brought = await copyForMessage(core, actor, conversation_id, { client_id, pictures });
  const all = [...attachments, ...brought];
  return {
    message: { ...message, ...(all.length > 0 && { attachments: all }) },
    planned: { ...reference, place },
  };
}
