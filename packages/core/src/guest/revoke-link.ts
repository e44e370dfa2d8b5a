import type { LinkView } from "@relais/protocol";
import type { Actor } from "../actor.ts";
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
  const { ended, link } = await inOrganization(core.db, actor, async (tx) => ({
    ended: await endLink(tx, conversationId, core.now()),
    link: await readLink(core, tx, conversationId, case_id),
  }));
  core.signIns.ended(ended);
  return link;
}
