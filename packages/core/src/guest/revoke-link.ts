import type { LinkView } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { endLink } from "./end-link.ts";
import { readLink } from "./link-rows.ts";
import { linkableRoster } from "./policy.ts";

/**
 * Withdraws the customer's link, at once and on every device. Withdrawing what is withdrawn changes nothing.
 *
 * Refuses: not_found, forbidden.
 */
export async function revokeLink(
  core: Core,
  actor: Actor,
  conversationId: string,
): Promise<LinkView> {
  const { case_id } = await linkableRoster(core, actor, conversationId);
  const at = core.now();
  const { ended, link } = await inOrganization(core.db, actor, async (tx) => {
    const before = await readLink(core, tx, conversationId, case_id);
    const ended = await endLink(tx, conversationId, at);
    const link = await readLink(core, tx, conversationId, case_id);
    if (link.state !== before.state) {
      await record(tx, at, actor, {
        action: "link.withdrawn",
        subject: { id: conversationId, name: link.guest.full_name },
        after: { devices: ended.length },
      });
    }
    return { ended, link };
  });
  core.signIns.ended(ended);
  return link;
}
