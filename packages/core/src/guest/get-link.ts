import type { LinkView } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { readLink } from "./link-rows.ts";
import { linkableRoster } from "./policy.ts";

/** How the customer's link of a conversation stands. Refuses: not_found, forbidden. */
export async function getLink(core: Core, actor: Actor, conversationId: string): Promise<LinkView> {
  const { case_id } = await linkableRoster(core, actor, conversationId);
  return inOrganization(core.db, actor, (tx) => readLink(core, tx, conversationId, case_id));
}
