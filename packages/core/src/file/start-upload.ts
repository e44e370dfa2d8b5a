import { limits } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inTurn } from "../database/in-turn.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { readWaveform } from "../voice/waveform.ts";
import { cleanName } from "./clean-name.ts";
import { refuseWithoutProof, writableRoster } from "./policy.ts";

/** Where a file will be: with a message of a conversation, or with the proof of a step of a case. */
export type UploadPlace = { readonly conversation_id: string } | { readonly case_id: string };

export type StartUpload = UploadPlace & {
  readonly name: string;
  /** All of the file. */
  readonly bytes: number;
  /** Present when it is a voice note. What `readWaveform` reads; null: nothing is known of how loud it is. */
  readonly voice?: { readonly waveform: string | null };
};

/**
 * Begins an upload, bound to this person and this place. Returns its id.
 *
 * Refuses: not_found, forbidden, conversation_closed, file_too_large, too_many_uploads, invalid_body.
 */
export async function startUpload(core: Core, actor: Actor, upload: StartUpload): Promise<string> {
  const { maxBytes } = core.files;
  if (!Number.isSafeInteger(upload.bytes) || upload.bytes < 1 || upload.bytes > maxBytes) {
    const max = String(Math.floor(maxBytes / 1_000_000));
    throw new RefusedError("file_too_large", { values: { max } });
  }
  const drawn = upload.voice?.waveform ?? null;
  const waveform = drawn === null ? null : readWaveform(drawn);
  const place = await placeOf(core, actor, upload);
  const id = newId();
  await inOrganization(core.db, actor, async (tx) => {
    // Of many that begin at once, none goes past the limit.
    await inTurn(tx, `unsent ${actor.id}`);
    const { unsent } = await tx
      .selectFrom("file")
      .select((select) => select.fn.countAll<number>().as("unsent"))
      .where("member_id", "=", actor.id)
      .where("message_id", "is", null)
      .where("proof_id", "is", null)
      .executeTakeFirstOrThrow();
    if (unsent >= limits.unsentUploads) {
      throw new RefusedError("too_many_uploads", { retryAfterMs: 60_000 });
    }
    await tx
      .insertInto("file")
      .values({
        id,
        ...place,
        member_id: actor.id,
        name: cleanName(upload.name),
        announced_bytes: upload.bytes,
        ...(upload.voice && { kind: "voice", waveform }),
        created_at: core.now(),
      })
      .execute();
  });
  return id;
}

async function placeOf(core: Core, actor: Actor, upload: StartUpload) {
  if ("case_id" in upload) {
    await refuseWithoutProof(core, actor, upload.case_id);
    return { organization_id: actor.organization_id, case_id: upload.case_id };
  }
  const roster = await writableRoster(core, actor, upload.conversation_id);
  return { organization_id: roster.organization_id, conversation_id: roster.conversation_id };
}
