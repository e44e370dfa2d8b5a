import type pg from "pg";
import { organizationsLiteral } from "../../database/scope.ts";
import type { Plan } from "./plan.ts";

export function hasSubjects({ messages }: Plan): boolean {
  return messages.some(({ item }) => item.about !== undefined);
}

/** Notes which case of the conversation messages of a plan are about, within its transaction. */
export async function noteSubjects(
  client: pg.PoolClient,
  { organizations, messages }: Plan,
): Promise<void> {
  const told = messages.filter(({ item }) => item.about !== undefined);
  await client.query({
    name: "tell_about",
    text: "select tell_about($1, $2, $3, $4, $5)",
    values: [
      organizationsLiteral(organizations),
      told.map(({ item }) => item.conversation_id),
      told.map(({ number }) => number),
      told.map(({ item }) => item.organization_id),
      told.map(({ item }) => item.about),
    ],
  });
}
