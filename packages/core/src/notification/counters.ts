import { type Counter, limits } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { organizationsLiteral } from "../database/scope.ts";
import { type CounterRow, counterOf } from "./counter-row.ts";
import { withVoice } from "./voice-previews.ts";

/** Conversations counted for one person; older ones are behind everything that a list shows. */
const listed = 500;

/** What awaits this person in each of their conversations, the newest conversations first. */
export function listCounters(core: Core, actor: Actor): Promise<Counter[]> {
  return listCountersOf(core, actor.organization_id, actor.id);
}

/** The same for a member who asked nothing, and whose rights are therefore not looked at. */
export async function listCountersOf(
  core: Core,
  organizationId: string,
  memberId: string,
): Promise<Counter[]> {
  const { rows } = await core.pool.query<CounterRow>({
    name: "list_counters",
    text: "select * from list_counters($1, $2, $3, $4)",
    values: [organizationsLiteral([organizationId]), memberId, listed, limits.intimateParticipants],
  });
  return withVoice(core, organizationId, rows.map(counterOf));
}
