import { oneOf, type Role, roles } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import type { KindRegistry } from "../kinds/registry.ts";

/** Roles that somebody can have where these kinds are served: those for whom one of them exists, and its admins. */
export function usedRoles(kinds: KindRegistry, served: readonly string[]): Role[] {
  const known = served.flatMap((name) => kinds.get(name) ?? []);
  return roles.filter(
    (role) => role === "admin" || known.some((kind) => kind.sees[role] !== "none"),
  );
}

/** Refuses: invalid_body, for a role that the organization has no use for. */
export async function refuseOtherRoles(
  core: Core,
  tx: Scoped,
  { organization_id }: Pick<Actor, "organization_id">,
  role: Role,
): Promise<void> {
  const { kinds } = await tx
    .selectFrom("organization")
    .select("kinds")
    .where("id", "=", organization_id)
    .executeTakeFirstOrThrow();
  const used = usedRoles(core.kinds, kinds);
  if (!used.includes(role))
    throw new RefusedError("invalid_body", { fields: { role: oneOf(used) } });
}
