import type { Destination, Point } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";
import type { Taken } from "./check-fix.ts";

/** Where a destination is now, or null while nobody knows: the place of the case, or a person who shares. */
export async function placeOf(
  tx: Scoped,
  conversationId: string,
  caseId: string,
  destination: Destination,
): Promise<Point | null> {
  if (destination.type === "case") {
    const row = await tx
      .selectFrom("service_case")
      .select(["latitude", "longitude"])
      .where("id", "=", caseId)
      .executeTakeFirst();
    if (row === undefined || row.latitude === null || row.longitude === null) return null;
    return { latitude: row.latitude, longitude: row.longitude };
  }
  const row = await tx
    .selectFrom("position_share")
    .select("last")
    .where("conversation_id", "=", conversationId)
    .where("member_id", "=", destination.user_id)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  const last = (row?.last ?? null) as Taken | null;
  return last && { latitude: last.latitude, longitude: last.longitude };
}
