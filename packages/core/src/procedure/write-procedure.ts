import { limits, type Procedure, type ProcedureContent } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { isUniqueViolation } from "../database/violations.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { checkContent } from "./check-content.ts";
import { keepPictures } from "./picture-rows.ts";
import { refuseOthersThanOffice } from "./policy.ts";
import { insertVersion, pictureIdsOf, readProcedure } from "./procedure-rows.ts";

/** Writes a new procedure. Refuses: forbidden, invalid_body with each wrong field named. */
export async function createProcedure(
  core: Core,
  actor: Actor,
  content: ProcedureContent,
): Promise<Procedure> {
  refuseOthersThanOffice(actor);
  const checked = checkContent(content);
  return inOrganization(core.db, actor, (tx) => insertProcedure(core, tx, actor, checked, null));
}

/** A procedure and its first version. */
export async function insertProcedure(
  core: Core,
  tx: Scoped,
  { id: written_by, organization_id }: Actor,
  content: ProcedureContent,
  savedFrom: string | null,
): Promise<Procedure> {
  const id = newId();
  const at = core.now();
  await tx
    .insertInto("procedure")
    .values({ id, organization_id, version: 1, saved_from: savedFrom, created_at: at })
    .execute();
  await keepPictures(tx, pictureIdsOf(content.steps));
  await insertVersion(
    tx,
    { procedure_id: id, number: 1, organization_id, written_by, written_at: at },
    content,
  );
  return readProcedure(tx, id);
}

/**
 * Writes the next version of a procedure over the one that its author read. Sessions keep the version that
 * they run.
 *
 * Refuses: forbidden, not_found, procedure_changed, invalid_body with each wrong field named.
 */
export async function editProcedure(
  core: Core,
  actor: Actor,
  id: string,
  { version, ...content }: ProcedureContent & { readonly version: number },
): Promise<Procedure> {
  refuseOthersThanOffice(actor);
  const checked = checkContent(content);
  try {
    return await inOrganization(core.db, actor, async (tx) => {
      const { newest } = await readProcedure(tx, id);
      if (newest !== version || newest >= limits.procedureVersions) {
        throw new RefusedError("procedure_changed");
      }
      const number = newest + 1;
      await keepPictures(tx, pictureIdsOf(checked.steps));
      const { id: written_by, organization_id } = actor;
      await insertVersion(
        tx,
        { procedure_id: id, number, organization_id, written_by, written_at: core.now() },
        checked,
      );
      await tx.updateTable("procedure").set({ version: number }).where("id", "=", id).execute();
      return readProcedure(tx, id);
    });
  } catch (error) {
    // Two wrote the same version at once: the other was first.
    const met = isUniqueViolation(error, "procedure_version_pkey");
    throw met ? new RefusedError("procedure_changed") : error;
  }
}

/** Takes a procedure out of use, or brings it back. Again is the same. Refuses: forbidden, not_found. */
export async function archiveProcedure(
  core: Core,
  actor: Actor,
  id: string,
  { archived }: { readonly archived: boolean },
): Promise<Procedure> {
  refuseOthersThanOffice(actor);
  return inOrganization(core.db, actor, async (tx) => {
    const { archived_at } = await readProcedure(tx, id);
    if ((archived_at !== null) !== archived) {
      await tx
        .updateTable("procedure")
        .set({ archived_at: archived ? core.now() : null })
        .where("id", "=", id)
        .execute();
    }
    return readProcedure(tx, id);
  });
}
