import type { Person, Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";

/**
 * People of the organization, by name: whom a case can be given to, or opened for. For those who do either;
 * customers know only whom they meet.
 *
 * Refuses: forbidden.
 */
export async function listPeople(
  core: Core,
  actor: Actor,
  roles: readonly Role[],
): Promise<Person[]> {
  if (actor.role === "customer" || actor.role === "worker") throw new RefusedError("forbidden");
  const rows = await inOrganization(core.db, actor.organization_id, (tx) =>
    tx
      .selectFrom("member")
      .select(["id", "full_name", "role"])
      .where("active", "=", true)
      .where("is_service", "=", false)
      .where("role", "in", [...roles])
      .orderBy("full_name")
      .orderBy("id")
      .limit(1_000)
      .execute(),
  );
  // The check constraint of the column holds the same list as the type.
  return rows.map(({ role, ...person }) => ({ ...person, role: role as Role }));
}
