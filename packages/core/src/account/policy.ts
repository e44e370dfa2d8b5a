import type { Actor } from "../actor.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";

/** An organization is administered by its admins. Refuses: forbidden. */
export function refuseUnlessAdmin({ role, guest }: Pick<Actor, "role" | "guest">): void {
  if (role !== "admin" || guest !== undefined) throw new RefusedError("forbidden");
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
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
  if (admins.length === 1 && admins[0]?.id === leaving) throw new RefusedError("last_admin");
}
