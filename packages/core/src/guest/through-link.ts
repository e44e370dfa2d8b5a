import type { Core } from "../core.ts";
import { hashOf } from "../access/opaque-token.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import type { HeldLink } from "./enter-link.ts";
import { organizationOfLink } from "./organization-of-link.ts";

/**
 * Does `work` with the link of this token, in the organization of the link. `held`: whoever revokes it meanwhile waits.
 *
 * Refuses: link_unknown, link_revoked, link_expired, organization_suspended.
 */
export async function throughLink<Result>(
  core: Core,
  token: string,
  { held }: { readonly held: boolean },
  work: (tx: Scoped, link: HeldLink) => Promise<Result>,
): Promise<Result> {
  const hash = hashOf(token);
  const known = await organizationOfLink(core, hash);
  if (known === undefined) throw new RefusedError("link_unknown");
  const { organization_id } = known;
  core.suspensions.refuse(organization_id);
  return inOrganization(core.db, organization_id, async (tx) => {
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
      .$if(held, (query) => query.forUpdate("guest_link"))
      .executeTakeFirstOrThrow();
    const { revoked_at, active, expires_at, ...open } = link;
    if (revoked_at !== null || !active) throw new RefusedError("link_revoked");
    if (expires_at !== null && expires_at <= core.now()) throw new RefusedError("link_expired");
    return work(tx, { ...open, organization_id });
  });
}
