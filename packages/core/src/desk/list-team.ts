import type { DeskTeam } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { settingsOf } from "../assignment/settings.ts";
import { readTeam } from "../assignment/team-rows.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { refuseOthers } from "./policy.ts";

/** Whom cases can be given to here, by name: cases of which kinds, who is there, how much they have. Refuses: forbidden. */
export async function listTeam(core: Core, actor: Actor): Promise<DeskTeam> {
  refuseOthers(actor);
  return inOrganization(core.db, actor, async (tx) => {
    const settings = await settingsOf(core, tx, actor.organization_id);
    const { kinds: served } = await tx
      .selectFrom("organization")
      .select("kinds")
      .where("id", "=", actor.organization_id)
      .executeTakeFirstOrThrow();
    const given = served.filter((name) => (core.kinds.get(name)?.may.assign.length ?? 0) > 0);
    const team = await readTeam(core, tx, actor.organization_id, given, settings);
    return {
      people: team.map((one) => ({
        person: { id: one.id, full_name: one.full_name, role: one.role },
        kinds: [...one.kinds],
        own_kinds: one.own_kinds && [...one.own_kinds],
        skills: [...one.skills],
        reachable: one.reachable,
        away: one.away,
        load: one.load,
        capacity: one.capacity,
        own_capacity: one.own_capacity,
      })),
    };
  });
}
