import type { Category } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";

/** The categories of the organization's cases, by kind and name. */
export function listCategories(core: Core, actor: Actor): Promise<Category[]> {
  return inOrganization(core.db, actor.organization_id, (tx) =>
    tx
      .selectFrom("category")
      .select(["id", "name", "kind"])
      .orderBy("kind")
      .orderBy("name")
      .orderBy("id")
      .execute(),
  );
}
