import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import type { Kind } from "../kinds/kind.ts";

/** A kind that the actor's organization serves. Refuses: not_found. */
export async function servedKind(
  core: Core,
  tx: Scoped,
  actor: Actor,
  name: string,
): Promise<Kind> {
  const kind = core.kinds.get(name);
  const organization = await tx
    .selectFrom("organization")
    .select("kinds")
    .where("id", "=", actor.organization_id)
    .executeTakeFirst();
  if (kind === undefined || !organization?.kinds.includes(name))
    throw new RefusedError("not_found");
  return kind;
}
