import type { Person, Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { caseOfStaff } from "../canned-reply/list-replies.ts";
import { kindOf } from "../case/kind-of.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";

/**
 * Who reads what is internal of a case, by name: whom a note may mention. For those who do the work of it.
 *
 * Refuses: not_found, forbidden.
 */
export async function listColleagues(core: Core, actor: Actor, caseId: string): Promise<Person[]> {
  return inOrganization(core.db, actor, async (tx) => {
    const { staff } = kindOf(core, await caseOfStaff(core, tx, actor, caseId));
    const rows = await tx
      .selectFrom("member")
      .select(["id", "full_name", "role"])
      .where("active", "=", true)
      .where("is_service", "=", false)
      .where("role", "in", [...staff])
      .where("role", "<>", "customer")
      .where("id", "<>", actor.id)
      .orderBy("full_name")
      .orderBy("id")
      .limit(1_000)
      .execute();
    // The check constraint of the column holds the same list as the type.
    return rows.map(({ role, ...person }) => ({ ...person, role: role as Role }));
  });
}
