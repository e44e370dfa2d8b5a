import type { Actor } from "../actor.ts";
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

/** An upload is its member's alone, until a message has it. */
export function mayUpload(actor: Actor, file: FileRow): boolean {
  return file.member_id === actor.id && file.message_id === null && file.state !== "erasing";
}
