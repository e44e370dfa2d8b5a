import type { Draft } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { organizationsLiteral } from "../database/scope.ts";

/** What the actor has begun to write, in every conversation; nobody else's. */
export async function listDrafts(core: Core, actor: Actor): Promise<Draft[]> {
  const { rows } = await core.pool.query<Draft>({
    name: "list_drafts",
    text: "select * from list_drafts($1, $2)",
    values: [organizationsLiteral([actor.organization_id]), actor.id],
  });
  return rows;
}
