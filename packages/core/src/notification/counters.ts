import { type Counter, limits } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { organizationsLiteral } from "../database/scope.ts";
import { type CounterRow, counterOf } from "./counter-row.ts";

/** Conversations counted for one person; older ones are behind everything that a list shows. */
const listed = 500;

/** What awaits this person in each of their conversations, the newest conversations first. */
export async function listCounters(core: Core, actor: Actor): Promise<Counter[]> {
  const { rows } = await core.pool.query<CounterRow>({
    name: "list_counters",
    text: "select * from list_counters($1, $2, $3, $4)",
    values: [
      organizationsLiteral([actor.organization_id]),
      actor.id,
      listed,
      limits.intimateParticipants,
    ],
  });
  return rows.map(counterOf);
}
