import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import type { Roster } from "./rosters.ts";

/** Participants read; an admin of the organization reads everything of it. */
export function mayRead(actor: Actor, roster: Roster): boolean {
  return roster.members.has(actor.id) || actor.role === "admin";
}

/** Only participants write: an admin who wants to must join first. */
export function mayWrite(actor: Actor, roster: Roster): boolean {
  return roster.members.has(actor.id);
}

/**
 * The roster of a conversation that this actor may read. `not_found` for an unknown id and for one of
 * another organization alike; `forbidden` for a stranger of the same organization.
 */
export async function readableRoster(
  core: Core,
  actor: Actor,
  conversationId: string,
): Promise<Roster> {
  const roster =
    core.rosters.peek(actor.organization_id, conversationId) ??
    (await core.rosters.load(actor.organization_id, conversationId));
  if (roster === undefined) throw new RefusedError("not_found");
  if (!mayRead(actor, roster)) throw new RefusedError("forbidden");
  return roster;
}
