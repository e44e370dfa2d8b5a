import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { keys } from "./means.ts";

/** Nobody puts a file away for longer than this before the row that keeps it is there. */
const looseMs = 24 * 60 * 60_000;
/** How many are taken at a time. */
const batch = 100;

/**
 * A store and a database have no transaction in common. What no row of `file` speaks of is written down here while no
 * other row keeps it: before its bytes are put away, and again in the transaction in which the row that kept it goes.
 * So whatever is interrupted, the sweep finds the bytes, and never those of a row that is about to be written.
 */
type LooseFile = { readonly organization_id: string; readonly id: string };

/** Before the bytes are put away. */
export async function announceFile(core: Core, { organization_id, id }: LooseFile): Promise<void> {
  const row = { organization_id, id, since: core.now() };
  await inOrganization(core.db, organization_id, (tx) =>
    tx.insertInto("loose_file").values(row).execute(),
  );
}

/** In the transaction of the row that keeps it from now on. Refuses: conflict, when it took so long that it is erased. */
export async function keepFile(tx: Scoped, id: string): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom("loose_file")
    .where("id", "=", id)
    .where("erasing", "=", false)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new RefusedError("conflict");
}

/** In the transaction in which the row that kept them goes. What calls it calls `eraseLooseFiles` next. */
export async function dropFiles(
  core: Core,
  tx: Scoped,
  files: readonly LooseFile[],
): Promise<void> {
  if (files.length === 0) return;
  const rows = files.map(({ organization_id, id }) => ({
    organization_id,
    id,
    since: core.now(),
    erasing: true,
  }));
  await tx.insertInto("loose_file").values(rows).execute();
}

/** Erases what nothing of this organization keeps any more. Returns how many. */
export async function eraseLooseFiles(core: Core, organizationId: string): Promise<number> {
  let erased = 0;
  for (let ids = await doomed(core, organizationId); ids.length > 0; ) {
    for (const id of ids) await core.files.store.removeFolder(keys.folder(organizationId, id));
    // Last: whatever interrupts this is found again.
    await inOrganization(core.db, organizationId, (tx) =>
      tx.deleteFrom("loose_file").where("id", "in", ids).execute(),
    );
    erased += ids.length;
    ids = ids.length < batch ? [] : await doomed(core, organizationId);
  }
  return erased;
}

/** Marked first, so that no row can come to keep what is half gone. */
function doomed(core: Core, organizationId: string): Promise<string[]> {
  const before = new Date(core.now().getTime() - looseMs);
  return inOrganization(core.db, organizationId, async (tx) => {
    const rows = await tx
      .updateTable("loose_file")
      .set({ erasing: true })
      .where("id", "in", (select) =>
        select
          .selectFrom("loose_file")
          .select("id")
          .where("organization_id", "=", organizationId)
          .where((or) => or.or([or("erasing", "=", true), or("since", "<", before)]))
          .limit(batch),
      )
      // Whoever keeps one at this moment is first.
      .where((or) => or.or([or("erasing", "=", true), or("since", "<", before)]))
      .returning("id")
      .execute();
    return rows.map(({ id }) => id);
  });
}
