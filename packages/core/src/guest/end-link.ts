import type { Scoped } from "../database/scope.ts";

/** Ends the link that a conversation has, with every device that came by it. Returns their sign-ins. */
export async function endLink(tx: Scoped, conversationId: string, at: Date): Promise<string[]> {
  const link = await tx
    .updateTable("guest_link")
    .set({ revoked_at: at })
    .where("conversation_id", "=", conversationId)
    .where("revoked_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (link === undefined) return [];
  const ended = await tx
    .updateTable("sign_in")
    .set({ ended_at: at, ended_because: "link_revoked" })
    .where("guest_link_id", "=", link.id)
    .where("ended_at", "is", null)
    .returning("id")
    .execute();
  return ended.map(({ id }) => id);
}
