import type { ApiKeyList } from "@relais/protocol";
import { sql } from "kysely";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { possibleRoles } from "./create-key.ts";
import { keyView, selectKeys } from "./key-rows.ts";

/** Keys that are listed: those that ended long ago are in the audit log alone. */
const most = 200;

/** The organization's API keys: those that hold first, the newest of each first. For admins. Refuses: forbidden. */
export async function listApiKeys(core: Core, actor: Actor): Promise<ApiKeyList> {
  refuseUnlessAdmin(actor);
  return listKeysOf(core, actor.organization_id);
}

/** The same for the operator of the platform. */
export function listKeysOf(core: Core, organizationId: string): Promise<ApiKeyList> {
  const now = core.now();
  return inOrganization(core.db, organizationId, async (tx) => {
    const rows = await selectKeys(tx)
      .where("api_key.organization_id", "=", organizationId)
      .orderBy(
        sql`api_key.revoked_at is null and (api_key.expires_at is null or api_key.expires_at > ${now})`,
        "desc",
      )
      .orderBy("api_key.created_at", "desc")
      .orderBy("api_key.id", "desc")
      .limit(most)
      .execute();
    return {
      keys: rows.map((row) => keyView(row, now)),
      roles: await possibleRoles(core, tx, organizationId),
    };
  });
}
