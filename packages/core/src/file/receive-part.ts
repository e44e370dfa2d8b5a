import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { type FileRow, partsOf, readFile } from "./file-row.ts";
import { keys, type Part } from "./means.ts";
import { mayUpload } from "./policy.ts";

/** Parts of this size are kept as they come, so that little is lost with a connection. */
const partBytes = 1_048_576;

/**
 * One's own upload that no message has yet.
 *
 * Refuses: file_not_found, for everything else alike.
 */
export async function ownUpload(core: Core, actor: Actor, id: string): Promise<FileRow> {
  const file = await inOrganization(core.db, actor, (tx) => readFile(tx, id));
  if (file === undefined || !mayUpload(actor, file)) throw new RefusedError("file_not_found");
  return file;
}

/**
 * Keeps what arrives of an upload, part by part, from `offset` on. Returns where it then stands. What
 * came before the stream broke is kept.
 *
 * Refuses: file_not_found, conflict (another connection writes the same upload), file_too_large.
 */
export async function receiveParts(
  core: Core,
  actor: Actor,
  id: string,
  offset: number,
  stream: AsyncIterable<Uint8Array>,
): Promise<number> {
  const file = await ownUpload(core, actor, id);
  const announced = file.announced_bytes;
  let at = offset;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const keep = async () => {
    if (waitingBytes === 0) return;
    await keepPart(core, file, at, Buffer.concat(waiting));
    at += waitingBytes;
    waiting = [];
    waitingBytes = 0;
  };
  try {
    for await (const chunk of stream) {
      if (at + waitingBytes + chunk.byteLength > announced) {
        throw new RefusedError("file_too_large", {
          values: { max: String(Math.ceil(announced / 1_000_000)) },
        });
      }
      waiting.push(chunk);
      waitingBytes += chunk.byteLength;
      if (waitingBytes >= partBytes) await keep();
    }
  } finally {
    await keep();
  }
  return at;
}

async function keepPart(core: Core, file: FileRow, at: number, bytes: Buffer): Promise<void> {
  const { id, organization_id } = file;
  const part = { offset: at, bytes: bytes.byteLength };
  await core.files.store.put(keys.part(organization_id, id, part), bytes);
  const kept = await inOrganization(core.db, organization_id, async (tx) => {
    const stored = await readFile(tx, id);
    const { numUpdatedRows } = await tx
      .updateTable("file")
      .set({ parts: [...(stored?.parts ?? []), at], received_bytes: at + bytes.byteLength })
      .where("id", "=", id)
      .where("state", "=", "receiving")
      // Whoever comes second finds that the upload has moved on: its bytes would stand in the wrong place.
      .where("received_bytes", "=", at)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  });
  if (kept) return;
  await forgetPart(core, file, part);
  throw new RefusedError("conflict", { retryAfterMs: 1_000 });
}

/** A part that came too late stays nowhere, unless the very same one came before. */
async function forgetPart(core: Core, file: FileRow, part: Part): Promise<void> {
  const { id, organization_id } = file;
  const now = await inOrganization(core.db, organization_id, (tx) => readFile(tx, id));
  const same = ({ offset, bytes }: Part) => offset === part.offset && bytes === part.bytes;
  if (now?.state === "receiving" && partsOf(now).some(same)) return;
  await core.files.store.remove(keys.part(organization_id, id, part));
}
