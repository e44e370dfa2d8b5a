import type { Scoped } from "../database/scope.ts";

export type EndedBecause = "deactivated" | "role_changed" | "ended_by_admin";

/** Ends every sign-in of a person. Returns their ids: after the commit, tell `core.signIns.ended`. */
export async function endSignInsOf(
  tx: Scoped,
  memberId: string,
  because: EndedBecause,
  at: Date,
): Promise<string[]> {
  const rows = await tx
    .updateTable("sign_in")
    .set({ ended_at: at, ended_because: because })
    .where("member_id", "=", memberId)
    .where("ended_at", "is", null)
    .returning("id")
    .execute();
  return rows.map(({ id }) => id);
}
