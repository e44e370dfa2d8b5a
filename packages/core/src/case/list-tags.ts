import { limits } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";

/**
 * The tags that the organization uses on cases whose internals the actor may know, those used most first: so that one thing
 * keeps one name. Refuses: forbidden to customers.
 */
export async function listTags(core: Core, actor: Actor): Promise<string[]> {
  const kinds = core.kinds.all().filter(({ staff }) => staff.includes(actor.role));
  if (actor.role === "customer" || actor.guest !== undefined || kinds.length === 0) {
    throw new RefusedError("forbidden");
  }
  const names = kinds.map(({ name }) => name);
  const { rows } = await inOrganization(core.db, actor, (tx) =>
    sql<{ tag: string }>`
      select tag from service_case, unnest(tags) as tag
      where organization_id = ${actor.organization_id} and kind = any (${names}) and tags <> '{}'
      group by tag order by count(*) desc, tag limit ${limits.knownTags}`.execute(tx),
  );
  return rows.map(({ tag }) => tag);
}
