import type { LinkPreview } from "@relais/protocol";
import { isPicture } from "@relais/protocol";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { inspect } from "../file/inspect.ts";
import { keys } from "../file/means.ts";
import { newId } from "../ids.ts";

/** Whose message the picture will belong to. */
export type PictureOwner = {
  readonly organization_id: string;
  readonly conversation_id: string;
  readonly member_id: string;
};

/**
 * Draws the picture of a page anew and keeps it, as a file that no message has yet: what is not taken within
 * a day is erased like an upload. Null when it is none, or is not wanted by the operator's scanner.
 */
export async function drawPicture(
  core: Core,
  owner: PictureOwner,
  bytes: Uint8Array,
): Promise<LinkPreview["picture"]> {
  const verdict = core.files.scan === undefined ? "clean" : await core.files.scan(bytes);
  if (verdict !== "clean") return null;
  const found = await core.fileLanes.run(() => inspect(bytes, "apercu")).catch(() => null);
  if (found?.picture === undefined || !isPicture(found.type)) return null;
  const { width, height, placeholder, thumbnail } = found.picture;
  const id = newId();
  const { organization_id } = owner;
  // The row first: whatever interrupts this, the sweep finds what was stored.
  await inOrganization(core.db, organization_id, (tx) =>
    tx
      .insertInto("file")
      .values({
        ...owner,
        id,
        name: found.name,
        announced_bytes: found.whole.byteLength,
        received_bytes: found.whole.byteLength,
        state: "ready",
        type: found.type,
        bytes: found.whole.byteLength,
        width,
        height,
        placeholder,
        purpose: "preview",
        created_at: core.now(),
      })
      .execute(),
  );
  await core.files.store.put(keys.whole(organization_id, id), found.whole);
  await core.files.store.put(keys.thumbnail(organization_id, id), thumbnail);
  return { id, width, height, placeholder };
}
