import type { Department } from "@relais/protocol";
import { sql } from "kysely";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";

/**
 * The departments of the organization, by name: everybody of it may choose theirs. With `archived`, for admins, those that
 * are chosen no more too. Refuses: forbidden.
 */
export async function listDepartments(
  core: Core,
  actor: Actor,
  { archived = false }: { readonly archived?: boolean | undefined } = {},
): Promise<Department[]> {
  if (archived) refuseUnlessAdmin(actor);
  return inOrganization(core.db, actor.organization_id, (tx) => {
    const query = selectDepartments(tx).orderBy("name").orderBy("id");
    return (archived ? query : query.where("archived_at", "is", null)).execute();
  });
}

export function selectDepartments(tx: Scoped) {
  return tx
    .selectFrom("department")
    .select(["id", "name", sql<boolean>`archived_at is not null`.as("archived")]);
}
