import type { Actor } from "../actor.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";

type Who = Pick<Actor, "role" | "guest" | "service">;

/** An organization is administered by its admins, and by no program, whose key may lie about. Refuses: forbidden. */
export function refuseUnlessAdmin({ role, guest, service }: Who): void {
  if (role !== "admin" || guest !== undefined || service) throw new RefusedError("forbidden");
}

/**
 * Refuses `last_admin` when nobody else could administer the organization once this person does not. The admins are
 * held until the end of the transaction: of two who leave at once, the second finds that they are the last.
 */
export async function refuseLastAdmin(
  tx: Scoped,
  { organization_id }: Pick<Actor, "organization_id">,
  leaving: string,
): Promise<void> {
  const admins = await tx
    .selectFrom("member")
    .select("id")
    .where("organization_id", "=", organization_id)
    .where("role", "=", "admin")
    .where("active", "=", true)
    .where("is_service", "=", false)
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
  if (admins.length === 1 && admins[0]?.id === leaving) throw new RefusedError("last_admin");
}
