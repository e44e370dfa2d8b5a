import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { change } from "../journal/append.ts";
import { mayWrite, readableRoster } from "./policy.ts";
import type { Roster } from "./rosters.ts";
import { takePart } from "./take-part.ts";

/**
 * The roster of a conversation in which this actor may write, as a participant: one of the team takes part from
 * their first deed on. A closed conversation lets nobody in; what the command then refuses stays its own.
 *
 * Refuses: not_found, forbidden.
 */
export async function writableRoster(
  core: Core,
  actor: Actor,
  conversationId: string,
): Promise<Roster> {
  const roster = await readableRoster(core, actor, conversationId);
  if (!mayWrite(core.kinds, actor, roster)) throw new RefusedError("forbidden");
  if (roster.members.has(actor.id) || roster.closed) return roster;
  const { organization_id, case_kind, internal_of } = roster;
  await change(core, organization_id, (change) =>
    takePart(
      core.kinds,
      change,
      { id: internal_of ?? conversationId, organization_id, case_kind },
      actor,
    ),
  );
  return readableRoster(core, actor, conversationId);
}
