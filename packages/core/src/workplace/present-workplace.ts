import type { Workplace, WorkplaceBody } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { listWorkplaces } from "./list-workplaces.ts";

/** How somebody who does the work presents their place, with its hours. Refuses: forbidden (workers do). */
export async function presentWorkplace(
  core: Core,
  actor: Actor,
  {
    name,
    about = "",
    address = null,
    latitude,
    longitude,
    services = [],
    opening_hours,
  }: WorkplaceBody,
): Promise<Workplace> {
  if (actor.role !== "worker") throw new RefusedError("forbidden");
  const values = {
    name,
    about,
    address,
    services: [...services],
    latitude: latitude ?? null,
    longitude: longitude ?? null,
    opening_hours: JSON.stringify(opening_hours),
  };
  await inOrganization(core.db, actor.organization_id, (tx) =>
    tx
      .insertInto("workplace")
      .values({ ...values, member_id: actor.id, organization_id: actor.organization_id })
      .onConflict((conflict) => conflict.column("member_id").doUpdateSet(values))
      .execute(),
  );
  const own = (await listWorkplaces(core, actor)).find(({ person }) => person.id === actor.id);
  if (own === undefined) throw new RefusedError("not_found");
  return own;
}
