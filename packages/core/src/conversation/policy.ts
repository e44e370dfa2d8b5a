import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { teamOf } from "../kinds/kind.ts";
import type { KindRegistry } from "../kinds/registry.ts";
import type { Roster } from "./rosters.ts";

/**
 * Participants read; so do the team of its kind, if it has one, and an admin of the organization, who reads
 * everything of it.
 */
export function mayRead(kinds: KindRegistry, actor: Actor, roster: Roster): boolean {
  return (
    roster.members.has(actor.id) || actor.role === "admin" || isOfTeam(kinds, actor, roster)
  );
}

/** Participants write, and the team of its kind: with their first message they take part. */
export function mayWrite(kinds: KindRegistry, actor: Actor, roster: Roster): boolean {
  return roster.members.has(actor.id) || isOfTeam(kinds, actor, roster);
}

const isOfTeam = (kinds: KindRegistry, { role }: Actor, { case_kind }: Roster): boolean =>
  teamOf(kinds.get(case_kind)).includes(role);

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
  if (!mayRead(core.kinds, actor, roster)) throw new RefusedError("forbidden");
  return roster;
}
