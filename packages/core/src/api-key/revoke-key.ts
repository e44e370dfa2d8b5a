import type { ApiKey } from "@relais/protocol";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import { type AuditAuthor, record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { keyView, selectKeys } from "./key-rows.ts";

/**
 * Ends a key: it is refused from now on, and what is open with it closes. What was written with it stays, under its name.
 * Revoking again changes nothing. For admins.
 *
 * Refuses: forbidden, not_found.
 */
export async function revokeApiKey(core: Core, actor: Actor, id: string): Promise<ApiKey> {
  refuseUnlessAdmin(actor);
  return revokeKeyFor(core, actor, id);
}

/** The same, by the operator of the platform as well (`id` null). Refuses: not_found. */
export async function revokeKeyFor(core: Core, author: AuditAuthor, id: string): Promise<ApiKey> {
  const now = core.now();
  const { key, ended } = await inOrganization(core.db, author.organization_id, async (tx) => {
    const held = await tx
      .selectFrom("api_key")
      .select(["member_id", "sign_in_id", "revoked_at"])
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (held === undefined) throw new RefusedError("not_found");
    const ends = held.revoked_at === null;
    if (ends) {
      await tx.updateTable("api_key").set({ revoked_at: now }).where("id", "=", id).execute();
      await tx
        .updateTable("member")
        .set({ active: false, deactivated_at: now })
        .where("id", "=", held.member_id)
        .execute();
      await tx
        .updateTable("sign_in")
        .set({ ended_at: now, ended_because: "key_revoked" })
        .where("id", "=", held.sign_in_id)
        .execute();
    }
    const row = await selectKeys(tx).where("api_key.id", "=", id).executeTakeFirstOrThrow();
    if (ends) {
      await record(tx, now, author, {
        action: "api_key.revoked",
        subject: { id, name: row.name },
        before: { role: row.role },
      });
    }
    return { key: keyView(row, now), ended: ends ? [held.sign_in_id] : [] };
  });
  core.signIns.ended(ended);
  return key;
}
