import type { Role } from "@relais/protocol";
import { hashOf } from "../access/opaque-token.ts";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { organizationOfLink } from "./organization-of-link.ts";

/** What a sign-in is called under which programs call with the token itself. */
const client = "API";

/** Whether this can be what stands in a customer's link. */
export const isLinkToken = (token: string): boolean => /^[0-9a-f]{64}$/.test(token);

/**
 * Who stands behind the token of a customer's link that is shown at every call, as a program does instead of
 * exchanging it once. All such calls are one sign-in of the link, which ends with it.
 *
 * Refuses: token_invalid (unknown, withdrawn, expired: a caller learns no more), organization_suspended.
 */
export async function identifyByLink(core: Core, token: string): Promise<Actor> {
  const hash = hashOf(token);
  const known = await organizationOfLink(core, hash);
  if (known === undefined) throw new RefusedError("token_invalid");
  const { organization_id } = known;
  core.suspensions.refuse(organization_id);
  const now = core.now();
  return inOrganization(core.db, organization_id, async (tx) => {
    // Held: of two first calls one makes the sign-in, and whoever withdraws the link meanwhile ends it.
    const link = await tx
      .selectFrom("guest_link")
      .innerJoin("member", "member.id", "guest_link.member_id")
      .select([
        "guest_link.id",
        "guest_link.conversation_id",
        "guest_link.first_opened_at",
        "member.id as member_id",
        "member.full_name",
        "member.role",
      ])
      .where("token_hash", "=", hash)
      .where("guest_link.revoked_at", "is", null)
      .where((where) =>
        where.or([
          where("guest_link.expires_at", "is", null),
          where("guest_link.expires_at", ">", now),
        ]),
      )
      .where("member.active", "=", true)
      .forUpdate("guest_link")
      .executeTakeFirst();
    if (link === undefined) throw new RefusedError("token_invalid");
    const before = await tx
      .selectFrom("sign_in")
      .select("id")
      .where("guest_link_id", "=", link.id)
      .where("client", "=", client)
      .where("ended_at", "is", null)
      .executeTakeFirst();
    const sign_in_id = before?.id ?? newId();
    if (before === undefined) {
      await tx
        .insertInto("sign_in")
        .values({
          id: sign_in_id,
          organization_id,
          member_id: link.member_id,
          guest_link_id: link.id,
          client,
          created_at: now,
          last_used_at: now,
        })
        .execute();
    }
    await tx
      .updateTable("guest_link")
      .set({ first_opened_at: link.first_opened_at ?? now, last_opened_at: now })
      .where("id", "=", link.id)
      .execute();
    return {
      id: link.member_id,
      organization_id,
      full_name: link.full_name,
      // The check constraint of the column holds the same list as the type.
      role: link.role as Role,
      sign_in_id,
      guest: { conversation_id: link.conversation_id },
    };
  });
}
