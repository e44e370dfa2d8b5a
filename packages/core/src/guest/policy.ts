import type { Actor } from "../actor.ts";
import { isStaff, readableRoster } from "../conversation/policy.ts";
import type { Roster } from "../conversation/rosters.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import type { KindRegistry } from "../kinds/registry.ts";

/** Whoever does the work of a conversation with a customer, or may read it, gives its link and takes it back. */
export function maySendLink(
  kinds: KindRegistry,
  actor: Actor,
  { internal_of, case_kind }: Roster,
): boolean {
  return isStaff(kinds, case_kind, actor.role) && internal_of === null;
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
  if (!maySendLink(core.kinds, actor, roster)) throw new RefusedError("forbidden");
  return roster;
}
