import type { RemovedNoun } from "@relais/protocol";
import { sql } from "kysely";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { isUsed, type Noun } from "./is-used.ts";

/** Takes a department away: erased if nothing names it, else archived. For admins. Refuses: forbidden, not_found. */
export const removeDepartment = (core: Core, actor: Actor, id: string) =>
  removeNoun(core, actor, "department", id);

/** The same of a category. */
export const removeCategory = (core: Core, actor: Actor, id: string) =>
  removeNoun(core, actor, "category", id);

/** The same of an equipment. */
export const removeEquipment = (core: Core, actor: Actor, id: string) =>
  removeNoun(core, actor, "equipment", id);

async function removeNoun(core: Core, actor: Actor, noun: Noun, id: string): Promise<RemovedNoun> {
  refuseUnlessAdmin(actor);
  return inOrganization(core.db, actor, async (tx) => {
    // Held: whoever is being given it meanwhile waits, and finds that it is gone.
    const held = await tx
      .selectFrom(noun)
      .select(["id", "name", "archived_at"])
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (held === undefined) throw new RefusedError("not_found");
    const archived = await isUsed(tx, noun, actor.organization_id, id);
    if (archived && held.archived_at !== null) return { archived };
    const at = core.now();
    const table = sql.table(noun);
    await (archived
      ? sql`update ${table} set archived_at = ${at} where id = ${id}`
      : sql`delete from ${table} where id = ${id}`
    ).execute(tx);
    await record(tx, at, actor, {
      action: archived ? `${noun}.archived` : `${noun}.deleted`,
      subject: { id, name: held.name },
    });
    return { archived };
  });
}
