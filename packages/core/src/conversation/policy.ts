import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import type { Roster } from "./rosters.ts";

/** The people who do the work, and those of the office. */
export function isStaff({ role }: Pick<Actor, "role">): boolean {
  return role !== "customer";
}

/**
 * What the people who do the work write among themselves does not exist for a customer, and nothing but
 * their own conversation for who came by a link.
 */
function isHidden(actor: Actor, { conversation_id, internal_of }: Roster): boolean {
  if (internal_of !== null && !isStaff(actor)) return true;
  return actor.guest !== undefined && actor.guest.conversation_id !== conversation_id;
}

/** Participants read; an admin of the organization reads everything of it. */
export function mayRead(actor: Actor, roster: Roster): boolean {
  if (isHidden(actor, roster)) return false;
  return roster.members.has(actor.id) || actor.role === "admin";
}

/** Only participants write: an admin who wants to must join first. */
export function mayWrite(actor: Actor, roster: Roster): boolean {
  return roster.members.has(actor.id) && !isHidden(actor, roster);
}

/**
 * The roster of a conversation that this actor may read. `not_found` for an unknown id and for one of
 * another organization alike, and for a customer who names an internal one; `forbidden` for a stranger of the same organization.
 */
export async function readableRoster(
  core: Core,
  actor: Actor,
  conversationId: string,
): Promise<Roster> {
  const roster =
    core.rosters.peek(actor.organization_id, conversationId) ??
    (await core.rosters.load(actor.organization_id, conversationId));
  if (roster === undefined || isHidden(actor, roster)) throw new RefusedError("not_found");
  if (!mayRead(actor, roster)) throw new RefusedError("forbidden");
  return roster;
}
