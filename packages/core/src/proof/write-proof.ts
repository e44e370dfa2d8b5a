import type { Attachment } from "@relais/protocol";
import { isPicture } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { attachmentOf, type FileRow } from "../file/file-row.ts";
import { newId } from "../ids.ts";
import type { Change } from "../journal/append.ts";
import { say } from "../kinds/kind.ts";
import type { GivenProof } from "./check-proof.ts";

/**
 * Keeps what a step was proved by, in the transaction of that step: its row, and the photos, which are of the case from
 * then on.
 *
 * Refuses: file_not_found (also what is another's or for elsewhere), file_unfinished, file_already_sent, invalid_body
 * (what is no photo).
 */
export async function writeProof(
  { tx, at }: Change,
  actor: Actor,
  about: { readonly case_id: string; readonly revision: number },
  { received_by, photos, code }: GivenProof,
): Promise<void> {
  const attachments = await takePhotos(tx, actor, about.case_id, photos);
  const id = newId();
  await tx
    .insertInto("case_proof")
    .values({
      ...about,
      id,
      organization_id: actor.organization_id,
      at,
      received_by,
      photos: attachments.length === 0 ? null : JSON.stringify(attachments),
      // A wrong one does not come this far.
      code: code !== null,
    })
    .execute();
  if (photos.length === 0) return;
  await tx.updateTable("file").set({ proof_id: id }).where("id", "in", photos).execute();
}

/** Held until the end of the transaction: no other step can take them, and no sweep. */
async function takePhotos(
  tx: Scoped,
  actor: Actor,
  caseId: string,
  ids: readonly string[],
): Promise<Attachment[]> {
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom("file").selectAll().where("id", "in", ids).forUpdate().execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => attachmentOf(usable(byId.get(id), actor, caseId)));
}

/** What is another's, or for elsewhere, does not exist. */
function usable(file: FileRow | undefined, actor: Actor, caseId: string): FileRow {
  const own = file?.member_id === actor.id && file.case_id === caseId;
  if (!own || file.state === "refused" || file.state === "erasing") {
    throw new RefusedError("file_not_found");
  }
  if (file.proof_id !== null) throw new RefusedError("file_already_sent");
  if (file.state !== "ready" || file.type === null) throw new RefusedError("file_unfinished");
  if (!isPicture(file.type)) {
    throw new RefusedError("invalid_body", { fields: { "proof.photos": photosOnly } });
  }
  return file;
}

const photosOnly = say("Seulement des photos.", "Photos only.");
