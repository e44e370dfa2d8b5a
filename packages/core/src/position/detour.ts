import { usualDetour } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";

/** How much longer than a straight line this organization's ways are, by its finished trips. */
export async function readDetour(tx: Scoped, organizationId: string): Promise<number> {
  const row = await tx
    .selectFrom("travel_habit")
    .select("detour")
    .where("organization_id", "=", organizationId)
    .executeTakeFirst();
  return row?.detour ?? usualDetour;
}
