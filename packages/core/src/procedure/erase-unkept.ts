import type { Core } from "../core.ts";
import { inOrganization, listOrganizationIds } from "../database/scope.ts";
import { keys } from "../file/means.ts";

/** A picture that no version showed within this time is nobody's. */
const unkeptMs = 24 * 60 * 60_000;

/** Erases pictures that were added a day ago and that no procedure shows. Returns how many. */
export async function eraseUnkept(core: Core): Promise<number> {
  const before = new Date(core.now().getTime() - unkeptMs);
  let erased = 0;
  for (const organizationId of await listOrganizationIds(core.db)) {
    // The row goes first: a version that wants the picture meanwhile is refused, and shows no hole.
    const rows = await inOrganization(core.db, organizationId, (tx) =>
      tx
        .deleteFrom("procedure_picture")
        .where("kept", "=", false)
        .where("created_at", "<", before)
        .returning("id")
        .execute(),
    );
    for (const { id } of rows) {
      await core.files.store.remove(keys.thumbnail(organizationId, id));
      await core.files.store.remove(keys.whole(organizationId, id));
    }
    erased += rows.length;
  }
  return erased;
}
