import type { OpeningHours, Role, Workplace } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";

/** The people of the organization to whom a case can be addressed, as they present themselves, by name. */
export function listWorkplaces(core: Core, actor: Actor): Promise<Workplace[]> {
  return inOrganization(core.db, actor.organization_id, async (tx) => {
    const rows = await tx
      .selectFrom("workplace")
      .innerJoin("member", "member.id", "workplace.member_id")
      .select([
        "workplace.name",
        "workplace.about",
        "workplace.address",
        "workplace.latitude",
        "workplace.longitude",
        "workplace.services",
        "workplace.opening_hours",
        "member.id",
        "member.full_name",
        "member.role",
      ])
      .where("member.active", "=", true)
      .orderBy("workplace.name")
      .orderBy("member.id")
      .execute();
    return rows.map(({ id, full_name, role, opening_hours, ...place }) => ({
      ...place,
      opening_hours: opening_hours as OpeningHours,
      // The check constraint of the column holds the same list as the type.
      person: { id, full_name, role: role as Role },
    }));
  });
}
