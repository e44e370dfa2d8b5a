import type { Person, Role } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";

/**
 * Somebody of this organization, who may be named under `field` with one of these roles.
 *
 * Refuses: invalid_body, naming the field.
 */
export async function namedPerson(
  tx: Scoped,
  field: string,
  id: string,
  roles: readonly Role[],
): Promise<Person> {
  const row = await tx
    .selectFrom("member")
    .select(["id", "full_name", "role"])
    .where("id", "=", id)
    .where("active", "=", true)
    .where("is_service", "=", false)
    .executeTakeFirst();
  const role = row?.role as Role | undefined;
  if (row === undefined || role === undefined || !roles.includes(role)) {
    throw new RefusedError("invalid_body", {
      fields: {
        [field]: say(
          "Choisissez quelqu’un de cette organisation dont c’est le rôle.",
          "Choose somebody of this organization whose role it is.",
        ),
      },
    });
  }
  return { id: row.id, full_name: row.full_name, role };
}
