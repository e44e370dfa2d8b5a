import type { LinkSight, Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { listKinds } from "../quick-answer/read-answers.ts";
import { visitOf } from "./read-visit.ts";
import { throughLink } from "./through-link.ts";

/**
 * What a guest would see first by this link, read as a guest reads. Nothing is begun or noted: whoever only looks, a
 * person or a program that draws previews, has not come.
 *
 * Refuses: link_unknown, link_revoked, link_expired, organization_suspended, and what reading refuses.
 */
export async function lookThroughLink(core: Core, token: string): Promise<LinkSight> {
  const { link, time_zone } = await throughLink(core, token, { held: false }, async (tx, found) => {
    const { time_zone } = await tx
      .selectFrom("organization")
      .select("time_zone")
      .where("id", "=", found.organization_id)
      .executeTakeFirstOrThrow();
    return { link: found, time_zone };
  });
  const actor: Actor = {
    id: link.member_id,
    organization_id: link.organization_id,
    full_name: link.full_name,
    role: link.role as Role,
    // Of no sign-in: nothing that is asked here is by one.
    sign_in_id: newId(),
    guest: { conversation_id: link.conversation_id },
  };
  const [conversation, kinds, { organization, call }] = await Promise.all([
    openConversation(core, actor, link.conversation_id),
    listKinds(core, actor),
    visitOf(core, actor, link.conversation_id),
  ]);
  return { conversation, kinds, organization, time_zone, call: call?.name ?? null };
}
