import type { DeskTeam, Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { refuseOthers } from "./policy.ts";

/** Whom cases can be given to here, by name, and cases of which kinds. Refuses: forbidden. */
export async function listTeam(core: Core, actor: Actor): Promise<DeskTeam> {
  refuseOthers(actor);
  return inOrganization(core.db, actor, async (tx) => {
    const { kinds: served } = await tx
      .selectFrom("organization")
      .select("kinds")
      .where("id", "=", actor.organization_id)
      .executeTakeFirstOrThrow();
    const given = core.kinds
      .all()
      .filter(({ name, may }) => served.includes(name) && may.assign.length > 0);
    const roles = [...new Set(given.flatMap((kind) => kind.worker_roles))];
    if (roles.length === 0) return { people: [] };
    const rows = await tx
      .selectFrom("member")
      .select(["id", "full_name", "role"])
      .where("organization_id", "=", actor.organization_id)
      .where("active", "=", true)
      .where("role", "in", roles)
      .orderBy("full_name")
      .orderBy("id")
      .execute();
    return {
      people: rows.map((row) => {
        // The check constraint of the column holds the same list as the type.
        const role = row.role as Role;
        const kinds = given.filter((kind) => kind.worker_roles.includes(role));
        return { person: { ...row, role }, kinds: kinds.map(({ name }) => name) };
      }),
    };
  });
}
