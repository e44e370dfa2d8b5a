import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { inEveryOrganization } from "../every-organization.ts";
import { dropFiles, eraseLooseFiles } from "../file/loose-files.ts";

/** A picture that no version showed within this time is nobody's. */
const unkeptMs = 24 * 60 * 60_000;

/** Erases pictures that were added a day ago and that no procedure shows, and whatever else nothing keeps. Returns how many. */
export async function eraseUnkept(core: Core): Promise<number> {
  const before = new Date(core.now().getTime() - unkeptMs);
  return inEveryOrganization(core, "Pictures could not be erased.", async (organizationId) => {
    // The row goes first: a version that wants the picture meanwhile is refused, and shows no hole.
    await inOrganization(core.db, organizationId, async (tx) => {
      const rows = await tx
        .deleteFrom("procedure_picture")
        .where("kept", "=", false)
        .where("created_at", "<", before)
        .returning(["organization_id", "id"])
        .execute();
      await dropFiles(core, tx, rows);
    });
    return eraseLooseFiles(core, organizationId);
  });
}
