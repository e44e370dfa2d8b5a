import type { Readable } from "node:stream";
import { limits, type OrganizationSettings } from "@relais/protocol";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { inspect } from "../file/inspect.ts";
import { announceFile, dropFiles, eraseLooseFiles, keepFile } from "../file/loose-files.ts";
import { keys } from "../file/means.ts";
import { newId } from "../ids.ts";
import { selectSettings } from "./read-settings.ts";

const name = "logo";

/**
 * Gives the organization a logo: looked at like every file, drawn anew and small. For admins.
 *
 * Refuses: forbidden, file_too_large, file_type_refused, file_damaged, file_infected, file_check_unavailable.
 */
export async function setLogo(
  core: Core,
  actor: Actor,
  bytes: Buffer,
): Promise<OrganizationSettings> {
  refuseUnlessAdmin(actor);
  const values = { name };
  const most = Math.min(limits.procedurePictureBytes, core.files.maxBytes);
  if (bytes.byteLength > most) throw new RefusedError("file_too_large", { values });
  const verdict = core.files.scan === undefined ? "clean" : await core.files.scan(bytes);
  if (verdict === "infected") throw new RefusedError("file_infected", { values });
  if (verdict === "unavailable") {
    throw new RefusedError("file_check_unavailable", { retryAfterMs: 5_000 });
  }
  const { picture } = await core.fileLanes.run(() => inspect(bytes, name));
  if (picture === undefined) throw new RefusedError("file_type_refused", { values });
  const id = newId();
  await announceFile(core, { organization_id: actor.organization_id, id });
  await core.files.store.put(keys.thumbnail(actor.organization_id, id), picture.thumbnail);
  return replaceLogo(core, actor, id);
}

/** Takes the logo away. For admins. Refuses: forbidden. */
export async function removeLogo(core: Core, actor: Actor): Promise<OrganizationSettings> {
  refuseUnlessAdmin(actor);
  return replaceLogo(core, actor, null);
}

async function replaceLogo(
  core: Core,
  actor: Actor,
  logo_id: string | null,
): Promise<OrganizationSettings> {
  const { organization_id } = actor;
  const settings = await inOrganization(core.db, actor, async (tx) => {
    const before = await tx
      .selectFrom("organization")
      .select("logo_id")
      .where("id", "=", organization_id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (logo_id !== null) await keepFile(tx, logo_id);
    if (before.logo_id !== null) {
      await dropFiles(core, tx, [{ organization_id, id: before.logo_id }]);
    }
    await tx
      .updateTable("organization")
      .set({ logo_id })
      .where("id", "=", organization_id)
      .execute();
    const settings = await selectSettings(core, tx, organization_id);
    if (logo_id !== before.logo_id) {
      await record(tx, core.now(), actor, {
        action: logo_id === null ? "organization.logo_removed" : "organization.logo_changed",
        subject: { id: organization_id, name: settings.name },
      });
    }
    return settings;
  });
  // After the commit: a page that still shows the old one misses it, which is better than one that is shown for ever.
  await eraseLooseFiles(core, organization_id).catch((error: unknown) =>
    core.log.warn({ err: error }, "A former logo could not be erased yet."),
  );
  return settings;
}

/** The picture of a logo, for anybody. Refuses: not_found (one that is not the organization's any more, too). */
export async function openLogo(
  core: Core,
  organizationId: string,
  logoId: string,
): Promise<Readable> {
  const row = await inOrganization(core.db, organizationId, (tx) =>
    tx
      .selectFrom("organization")
      .select("id")
      .where("id", "=", organizationId)
      .where("logo_id", "=", logoId)
      .executeTakeFirst(),
  );
  const picture = row && (await core.files.store.read(keys.thumbnail(organizationId, logoId)));
  if (picture === undefined) throw new RefusedError("not_found");
  return picture;
}
