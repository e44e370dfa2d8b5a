import { limits } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inTurn } from "../database/in-turn.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { readWaveform } from "../voice/waveform.ts";
import { cleanName } from "./clean-name.ts";
import { writableRoster } from "./policy.ts";

export type StartUpload = {
  readonly conversation_id: string;
  readonly name: string;
  /** All of the file. */
  readonly bytes: number;
  /** Present when it is a voice note. What `readWaveform` reads; null: nothing is known of how loud it is. */
  readonly voice?: { readonly waveform: string | null };
};

/**
 * Begins an upload, bound to this person and this conversation. Returns its id.
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
  const roster = await writableRoster(core, actor, upload.conversation_id);
  const id = newId();
  await inOrganization(core.db, actor, async (tx) => {
    // Of many that begin at once, none goes past the limit.
    await inTurn(tx, `unsent ${actor.id}`);
    const { unsent } = await tx
      .selectFrom("file")
      .select((select) => select.fn.countAll<number>().as("unsent"))
      .where("member_id", "=", actor.id)
      .where("message_id", "is", null)
      .executeTakeFirstOrThrow();
    if (unsent >= limits.unsentUploads) {
      throw new RefusedError("too_many_uploads", { retryAfterMs: 60_000 });
    }
    await tx
      .insertInto("file")
      .values({
        id,
        organization_id: roster.organization_id,
        conversation_id: roster.conversation_id,
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
