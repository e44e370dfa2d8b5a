import { type Role, roles } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import type { RoleSettings } from "../database/connection.ts";
import { RefusedError } from "../errors.ts";
import { type Kind, teamOf } from "../kinds/kind.ts";
import type { KindRegistry } from "../kinds/registry.ts";
import type { Roster } from "./rosters.ts";

/** Those who do the work of a kind, and those of its office: never a customer. */
export function isStaff(kinds: KindRegistry, kind: string, role: Role): boolean {
  return role !== "customer" && (kinds.get(kind)?.staff.includes(role) ?? false);
}

/**
 * The same for the database, which asks it of many people at once: who may know what is said beside (`may_be_beside`), and who
 * does the work (`does_such_work`). `request:worker,request:agent`.
 */
export const roleSettings = (kinds: KindRegistry): RoleSettings => ({
  staff: ofKinds(kinds, ({ name }, role) => isStaff(kinds, name, role)),
  workers: ofKinds(kinds, ({ worker_roles }, role) => worker_roles.includes(role)),
});

const ofKinds = (kinds: KindRegistry, has: (kind: Kind, role: Role) => boolean): string =>
  kinds
    .all()
    .flatMap((kind) =>
      roles.filter((role) => has(kind, role)).map((role) => `${kind.name}:${role}`),
    )
    .join(",");

/**
 * What the people who do the work write among themselves does not exist for others, and nothing but their own
 * conversation for who came by a link.
 */
function isHidden(
  kinds: KindRegistry,
  actor: Actor,
  { conversation_id, internal_of, case_kind }: Roster,
): boolean {
  if (internal_of !== null && !isStaff(kinds, case_kind, actor.role)) return true;
  return actor.guest !== undefined && actor.guest.conversation_id !== conversation_id;
}

/**
 * Participants read; so do the team of its kind, if it has one, a program of the organization's own, and an admin of the
 * organization, who reads everything of it.
 */
export function mayRead(kinds: KindRegistry, actor: Actor, roster: Roster): boolean {
  if (isHidden(kinds, actor, roster)) return false;
  const { members } = roster;
  return (
    members.has(actor.id) ||
    actor.role === "admin" ||
    isOfTeam(kinds, actor, roster) ||
    isServiceOf(kinds, actor, roster)
  );
}

/** Participants write, and the team of its kind: with their first message they take part. So does a program, which never does. */
export function mayWrite(kinds: KindRegistry, actor: Actor, roster: Roster): boolean {
  if (isHidden(kinds, actor, roster)) return false;
  return (
    roster.members.has(actor.id) ||
    isOfTeam(kinds, actor, roster) ||
    isServiceOf(kinds, actor, roster)
  );
}

/** A program of the organization's own works on all cases of a kind that its role does the work of, and sees all of. */
const isServiceOf = (
  kinds: KindRegistry,
  { service, role }: Actor,
  { case_kind }: Roster,
): boolean =>
  service === true && isStaff(kinds, case_kind, role) && kinds.get(case_kind)?.sees[role] === "all";

const isOfTeam = (kinds: KindRegistry, { role }: Actor, { case_kind }: Roster): boolean =>
  teamOf(kinds.get(case_kind)).includes(role);

/**
 * The roster of a conversation that this actor may read. `not_found` for an unknown id and for one of another
 * organization alike, and for a customer who names an internal one; `forbidden` for a stranger of the same
 * organization.
 */
export async function readableRoster(
  core: Core,
  actor: Actor,
  conversationId: string,
): Promise<Roster> {
  const roster =
    core.rosters.peek(actor.organization_id, conversationId) ??
    (await core.rosters.load(actor.organization_id, conversationId));
  if (roster === undefined || isHidden(core.kinds, actor, roster)) {
    throw new RefusedError("not_found");
  }
  if (!mayRead(core.kinds, actor, roster)) throw new RefusedError("forbidden");
  return roster;
}
