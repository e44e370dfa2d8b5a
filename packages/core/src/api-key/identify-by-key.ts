import type { Role } from "@relais/protocol";
import { type VerifiedAccess, accessTokenSeconds } from "../access/access-tokens.ts";
import { hashOf } from "../access/opaque-token.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { stateOf } from "./key-rows.ts";
import { organizationOfKey } from "./secret.ts";

/** How exactly it is noted when a key was last used. */
const noteMs = 60_000;

/**
 * The program behind an API key, and until when that may be believed: as long as an access token would be, and no longer than
 * the key.
 *
 * Refuses: api_key_unknown, api_key_revoked, api_key_expired, organization_suspended.
 */
export async function identifyByKey(core: Core, secret: string): Promise<VerifiedAccess> {
  const organization_id = organizationOfKey(secret);
  if (organization_id === undefined) throw new RefusedError("api_key_unknown");
  const now = core.now();
  const row = await inOrganization(core.db, organization_id, async (tx) => {
    const known = await tx
      .selectFrom("api_key")
      .innerJoin("member", "member.id", "api_key.member_id")
      .select([
        "api_key.id",
        "api_key.member_id",
        "api_key.sign_in_id",
        "api_key.expires_at",
        "api_key.revoked_at",
        "api_key.last_used_at",
        "member.full_name",
        "member.role",
      ])
      .where("secret_hash", "=", hashOf(secret))
      .executeTakeFirst();
    if (known === undefined) throw new RefusedError("api_key_unknown");
    const state = stateOf(known, now);
    if (state !== "active") throw new RefusedError(`api_key_${state}`);
    core.suspensions.refuse(organization_id);
    if (known.last_used_at === null || known.last_used_at.getTime() + noteMs <= now.getTime()) {
      await tx
        .updateTable("api_key")
        .set({ last_used_at: now })
        .where("id", "=", known.id)
        .execute();
    }
    return known;
  });
  const until = now.getTime() + accessTokenSeconds * 1_000;
  return {
    actor: {
      id: row.member_id,
      organization_id,
      // The check constraint of the column holds the same list as the type.
      role: row.role as Role,
      full_name: row.full_name,
      sign_in_id: row.sign_in_id,
      service: true,
    },
    expires_at: new Date(Math.min(until, row.expires_at?.getTime() ?? until)),
  };
}
