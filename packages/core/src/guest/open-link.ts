import type { OpenedLink } from "@relais/protocol";
import { hashOf } from "../access/opaque-token.ts";
import type { Core } from "../core.ts";
import { atLink, inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { enterLink } from "./enter-link.ts";
import { readVisit } from "./read-visit.ts";

/**
 * Exchanges what stands in a customer's link for a session of this device, limited to the conversation of
 * the link. Any number of devices may come by one link; all of them go with it.
 *
 * Refuses: link_unknown, link_revoked, link_expired, organization_suspended.
 */
export async function openLink(
  core: Core,
  { token, client }: { readonly token: string; readonly client?: string },
): Promise<OpenedLink> {
  const hash = hashOf(token);
  const known = await atLink(core.db, hash, (tx) =>
    tx
      .selectFrom("guest_link")
      .select("organization_id")
      .where("token_hash", "=", hash)
      .executeTakeFirst(),
  );
  if (known === undefined) throw new RefusedError("link_unknown");
  const { organization_id } = known;
  core.suspensions.refuse(organization_id);
  const now = core.now();
  const begun = await inOrganization(core.db, organization_id, async (tx) => {
    // Held: whoever revokes it meanwhile waits, and then ends this sign-in as well.
    const link = await tx
      .selectFrom("guest_link")
      .innerJoin("member", "member.id", "guest_link.member_id")
      .select([
        "guest_link.id",
        "guest_link.conversation_id",
        "guest_link.expires_at",
        "guest_link.revoked_at",
        "member.id as member_id",
        "member.full_name",
        "member.role",
        "member.active",
      ])
      .where("token_hash", "=", hash)
      .forUpdate("guest_link")
      .executeTakeFirstOrThrow();
    if (link.revoked_at !== null || !link.active) throw new RefusedError("link_revoked");
    if (link.expires_at !== null && link.expires_at <= now) throw new RefusedError("link_expired");
    return enterLink(core, tx, { ...link, organization_id }, client);
  });
  return { ...begun.answer, visit: await readVisit(core, begun.actor) };
}
