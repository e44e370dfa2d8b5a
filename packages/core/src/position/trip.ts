import type { Fix } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";

/** Trace points from which the pace is read: some minutes of driving. */
const paceFixes = 90;

/** The newest part of the trip of a share, oldest first. */
export async function readTrip(tx: Scoped, shareId: string): Promise<Fix[]> {
  const rows = await tx
    .selectFrom("position_trace")
    .select(["latitude", "longitude", "accuracy_m", "at"])
    .where("share_id", "=", shareId)
    .orderBy("number", "desc")
    .limit(paceFixes)
    .execute();
  return rows.toReversed().map((row) => ({ ...row, at: row.at.toISOString() }));
}
