import type pg from "pg";
import { organizationsLiteral } from "../../database/scope.ts";
import type { Plan } from "./plan.ts";

export function hasPlaces({ messages }: Plan): boolean {
  return messages.some(({ beside }) => beside !== undefined);
}

/** Notes where the internal messages of a plan stand, within its transaction. */
export async function placeInternal(
  client: pg.PoolClient,
  { organizations, messages }: Plan,
): Promise<void> {
  const internal = messages.filter(({ beside }) => beside !== undefined);
  await client.query({
    name: "place_internal",
    text: "select place_internal($1, $2, $3, $4)",
    values: [
      organizationsLiteral(organizations),
      internal.map(({ item }) => item.conversation_id),
      internal.map(({ number }) => number),
      internal.map(({ beside }) => beside),
    ],
  });
}
