import type { Department } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";

/** The departments of the organization, by name. Everybody of it may choose theirs. */
export function listDepartments(core: Core, actor: Actor): Promise<Department[]> {
  return inOrganization(core.db, actor.organization_id, (tx) =>
    tx.selectFrom("department").select(["id", "name"]).orderBy("name").orderBy("id").execute(),
  );
}
