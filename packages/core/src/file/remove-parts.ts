import { sql } from "kysely";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { inEveryOrganization } from "../every-organization.ts";
import type { FileRow } from "./file-row.ts";
import { keys } from "./means.ts";

/** How many are taken at a time. */
const batch = 100;

/**
 * Takes the parts away of an upload that was looked at, also one that a killed server put away without writing it down.
 * The row forgets them last: whatever interrupts this is found again.
 */
export async function removeParts(core: Core, file: FileRow): Promise<void> {
  const { id, organization_id } = file;
  if (file.parts.length === 0) return;
  const forms = [keys.whole, keys.thumbnail, keys.aac].map((form) => form(organization_id, id));
  await core.files.store.removeFolder(keys.folder(organization_id, id), forms);
  await inOrganization(core.db, organization_id, (tx) =>
    tx
      .updateTable("file")
      .set({ parts: [] })
      .where("id", "=", id)
      .where("state", "in", ["ready", "refused"])
      .execute(),
  );
}

/** The same for those whose server was stopped before it did, and whose sender never asked again. Returns how many. */
export async function removeLeftParts(core: Core): Promise<number> {
  return inEveryOrganization(
    core,
    "Parts of uploads could not be removed.",
    async (organizationId) => {
      let removed = 0;
      for (let left = await withParts(core, organizationId); left.length > 0; ) {
        for (const file of left) await removeParts(core, file);
        removed += left.length;
        left = left.length < batch ? [] : await withParts(core, organizationId);
      }
      return removed;
    },
  );
}

function withParts(core: Core, organizationId: string): Promise<FileRow[]> {
  return inOrganization(core.db, organizationId, (tx) =>
    tx
      .selectFrom("file")
      .selectAll()
      .where("organization_id", "=", organizationId)
      .where("state", "in", ["ready", "refused"])
      .where(sql<boolean>`parts <> '{}'`)
      .limit(batch)
      .execute(),
  );
}
