import type { Category } from "@relais/protocol";
import { sql } from "kysely";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";

/** The categories of the organization's cases, by kind and name; with `archived`, for admins, those too. Refuses: forbidden. */
export async function listCategories(
  core: Core,
  actor: Actor,
  { archived = false }: { readonly archived?: boolean | undefined } = {},
): Promise<Category[]> {
  if (archived) refuseUnlessAdmin(actor);
  return inOrganization(core.db, actor.organization_id, (tx) => {
    const query = selectCategories(tx).orderBy("kind").orderBy("name").orderBy("id");
    return (archived ? query : query.where("archived_at", "is", null)).execute();
  });
}

export function selectCategories(tx: Scoped) {
  return tx
    .selectFrom("category")
    .select(["id", "name", "kind", sql<boolean>`archived_at is not null`.as("archived")]);
}
