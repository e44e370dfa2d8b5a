import type { KindView } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { kindViewOf } from "./kind.ts";

/** The kinds that the actor's organization serves, in its order: its own words, fields and steps. */
export async function servedKinds(core: Core, actor: Actor): Promise<KindView[]> {
  const { kinds } = await inOrganization(core.db, actor.organization_id, (tx) =>
    tx
      .selectFrom("organization")
      .select("kinds")
      .where("id", "=", actor.organization_id)
      .executeTakeFirstOrThrow(),
  );
  return kinds.flatMap((name) => {
    const kind = core.kinds.get(name);
    return kind === undefined ? [] : [kindViewOf(kind)];
  });
}
