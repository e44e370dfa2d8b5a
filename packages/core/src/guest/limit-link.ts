import { sql } from "kysely";
import type { Change } from "../journal/append.ts";

/** The case ended, or goes on after all: how long the link of its conversation still holds follows. */
export async function limitLink(
  { tx, at }: Pick<Change, "tx" | "at">,
  conversationId: string,
  ended: boolean,
): Promise<void> {
  await tx
    .updateTable("guest_link")
    .set({ expires_at: ended ? sql`${at}::timestamptz + days_after * interval '1 day'` : null })
    .where("conversation_id", "=", conversationId)
    .where("revoked_at", "is", null)
    // What has an end keeps it while the case stays ended.
    .where("expires_at", ended ? "is" : "is not", null)
    .execute();
}
