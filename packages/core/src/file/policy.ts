import type { Actor } from "../actor.ts";
import { getCase } from "../case/get-case.ts";
import { kindOf } from "../case/kind-of.ts";
import { mayTake } from "../case/policy.ts";
import { writableRoster as anyWritableRoster } from "../conversation/writable-roster.ts";
import type { Roster } from "../conversation/rosters.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import type { FileRow } from "./file-row.ts";

/**
 * Whoever may write a message here may bring a file for it.
 *
 * Refuses: not_found, forbidden, conversation_closed.
 */
export async function writableRoster(
  core: Core,
  actor: Actor,
  conversationId: string,
): Promise<Roster> {
  const roster = await anyWritableRoster(core, actor, conversationId);
  if (roster.closed) throw new RefusedError("conversation_closed");
  return roster;
}

/**
 * Whoever may take a step of the case that asks for photos may bring them, whatever its status is now.
 *
 * Refuses: not_found, forbidden.
 */
export async function refuseWithoutProof(core: Core, actor: Actor, caseId: string): Promise<void> {
  const theCase = await getCase(core, actor, caseId);
  const kind = kindOf(core, theCase);
  const brings = kind.transitions.some(
    (step) => step.proof?.photos !== undefined && mayTake(kind, actor, theCase, step),
  );
  if (!brings) throw new RefusedError("forbidden");
}

/** Whether a message or a proof has it: it is kept with that, and shown. */
export const isKept = ({ message_id, proof_id }: Pick<FileRow, "message_id" | "proof_id">) =>
  message_id !== null || proof_id !== null;

/** An upload is its member's alone, until something has it. */
export function mayUpload(actor: Actor, file: FileRow): boolean {
  return file.member_id === actor.id && !isKept(file) && file.state !== "erasing";
}
