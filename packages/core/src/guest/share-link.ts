import type { LinkView, SharedLink } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { isUniqueViolation } from "../database/violations.ts";
import { RefusedError } from "../errors.ts";
import { endLink } from "./end-link.ts";
import { insertLink } from "./insert-link.ts";
import { readLink } from "./link-rows.ts";
import { linkPath, newLinkToken } from "./link-token.ts";
import { linkableRoster } from "./policy.ts";

const isOver = ({ state }: LinkView) => state === "none" || state === "revoked";

/**
 * Makes the link by which the customer follows their case without an account. It is told this once. One that
 * is there already must be renewed, which ends it on every device at once.
 *
 * Refuses: not_found, forbidden, link_exists.
 */
export async function shareLink(
  core: Core,
  actor: Actor,
  conversationId: string,
  { renew = false }: { readonly renew?: boolean | undefined } = {},
): Promise<SharedLink> {
  const { case_id, organization_id } = await linkableRoster(core, actor, conversationId);
  const token = newLinkToken();
  const at = core.now();
  try {
    const { ended, link } = await inOrganization(core.db, actor, async (tx) => {
      const before = await readLink(core, tx, conversationId, case_id);
      if (before.state === "live" && !renew) throw new RefusedError("link_exists");
      // One that somebody else makes at this moment is not to be ended unseen.
      const ended = isOver(before) ? [] : await endLink(tx, conversationId, at);
      await insertLink(core, tx, {
        organization_id,
        conversation_id: conversationId,
        case_id,
        member_id: before.guest.id,
        token,
        created_by: actor.id,
      });
      if (!isOver(before)) {
        await record(tx, at, actor, {
          action: "link.renewed",
          subject: { id: conversationId, name: before.guest.full_name },
          after: { devices: ended.length },
        });
      }
      return { ended, link: await readLink(core, tx, conversationId, case_id) };
    });
    core.signIns.ended(ended);
    return { path: linkPath(token), link };
  } catch (error) {
    // Somebody else made one at the same moment: theirs holds.
    if (isUniqueViolation(error, "guest_link_of_conversation"))
      throw new RefusedError("link_exists");
    throw error;
  }
}
