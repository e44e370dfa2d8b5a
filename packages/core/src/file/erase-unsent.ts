import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { inEveryOrganization } from "../every-organization.ts";
import type { FileRow } from "./file-row.ts";
import { keys } from "./means.ts";
import { ownUpload } from "./receive-part.ts";

/** An upload that nothing took within this time is nobody's. */
const unsentMs = 24 * 60 * 60_000;
/** How many are taken at a time. */
const batch = 100;

/** Erases what was uploaded a day ago and never sent, and the files of deleted messages and erased proofs. Returns how many. */
export async function eraseUnsent(core: Core): Promise<number> {
  const before = new Date(core.now().getTime() - unsentMs);
  return inEveryOrganization(core, "Uploads could not be erased.", async (organizationId) => {
    let erased = 0;
    for (let files = await doomed(core, organizationId, before); files.length > 0; ) {
      for (const file of files) await erase(core, file);
      erased += files.length;
      files = files.length < batch ? [] : await doomed(core, organizationId, before);
    }
    return erased;
  });
}

/**
 * Forgets one's own upload.
 *
 * Refuses: file_not_found.
 */
export async function cancelUpload(core: Core, actor: Actor, id: string): Promise<void> {
  const file = await ownUpload(core, actor, id);
  const { numUpdatedRows } = await inOrganization(core.db, file.organization_id, (tx) =>
    tx
      .updateTable("file")
      .set({ state: "erasing" })
      .where("id", "=", id)
      .where("message_id", "is", null)
      .where("proof_id", "is", null)
      .executeTakeFirst(),
  );
  // Something may have taken it in between.
  if (numUpdatedRows > 0n) await erase(core, file);
}

/** Marked first, so that nothing can take what is half gone. */
function doomed(core: Core, organizationId: string, before: Date): Promise<FileRow[]> {
  return inOrganization(core.db, organizationId, (tx) =>
    tx
      .updateTable("file")
      .set({ state: "erasing" })
      .where("id", "in", (select) =>
        select
          .selectFrom("file")
          .select("id")
          .where("organization_id", "=", organizationId)
          .where("message_id", "is", null)
          .where("proof_id", "is", null)
          .where((or) => or.or([or("created_at", "<", before), or("state", "=", "erasing")]))
          .limit(batch),
      )
      .where("message_id", "is", null)
      .where("proof_id", "is", null)
      .returningAll()
      .execute(),
  );
}

/** The row goes last: whatever interrupts this is found again. */
async function erase(core: Core, { id, organization_id }: FileRow): Promise<void> {
  await core.files.store.removeFolder(keys.folder(organization_id, id));
  await inOrganization(core.db, organization_id, (tx) =>
    tx.deleteFrom("file").where("id", "=", id).where("state", "=", "erasing").execute(),
  );
}
