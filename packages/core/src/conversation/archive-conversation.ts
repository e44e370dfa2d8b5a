import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { readableRoster } from "./policy.ts";

/**
 * Puts a conversation away from this person's list, or brings it back. For the others nothing changes, and
 * messages still come.
 *
 * Refuses: not_found, forbidden (who takes no part in it has no place of their own there).
 */
export async function archiveConversation(
  core: Core,
  actor: Actor,
  conversationId: string,
  archived: boolean,
): Promise<void> {
  const roster = await readableRoster(core, actor, conversationId);
  if (!roster.members.has(actor.id)) throw new RefusedError("forbidden");
  await inOrganization(core.db, actor, (tx) =>
    tx
      .updateTable("participant")
      .set({ archived })
      .where("conversation_id", "=", conversationId)
      .where("member_id", "=", actor.id)
      .execute(),
  );
}
