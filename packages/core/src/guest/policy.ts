import type { Actor } from "../actor.ts";
import { isStaff, readableRoster } from "../conversation/policy.ts";
import type { Roster } from "../conversation/rosters.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";

/** Whoever does the work of a conversation with a customer, or may read it, gives its link and takes it back. */
export function maySendLink(actor: Actor, { internal_of }: Roster): boolean {
  return isStaff(actor) && internal_of === null;
}

/**
 * The roster of a conversation whose link this actor may handle.
 *
 * Refuses: not_found, forbidden.
 */
export async function linkableRoster(
  core: Core,
  actor: Actor,
  conversationId: string,
): Promise<Roster> {
  const roster = await readableRoster(core, actor, conversationId);
  if (!maySendLink(actor, roster)) throw new RefusedError("forbidden");
  return roster;
}
