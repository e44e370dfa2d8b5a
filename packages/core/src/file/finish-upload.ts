import { type ErrorCode, errors } from "@relais/protocol";
import { buffer } from "node:stream/consumers";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { type FileRow, partsOf, readFile } from "./file-row.ts";
import { type Inspected, inspect } from "./inspect.ts";
import { keys } from "./means.ts";
import { ownUpload } from "./receive-part.ts";
import { removeParts } from "./remove-parts.ts";
import type { Converted } from "../voice/converted.ts";
import { inspectVoice, tooLong, voiceName, voiceType } from "../voice/inspect-voice.ts";

/**
 * Looks at an upload that has arrived completely: for malicious software, then for what it is. After this
 * it can be sent, or is refused for good. Again is the same, so a crash in between costs nothing.
 *
 * Refuses: file_not_found, file_unfinished, file_type_refused, file_damaged, file_infected,
 * file_check_unavailable, voice_refused, voice_too_long.
 */
export async function finishUpload(core: Core, actor: Actor, id: string): Promise<void> {
  const file = await ownUpload(core, actor, id);
  if (file.state === "ready" || file.state === "refused") {
    // Whoever looked at it may have been stopped just before.
    await removeParts(core, file);
    if (file.state === "refused") throw refusalOf(file);
    return;
  }
  if (file.received_bytes < file.announced_bytes) throw new RefusedError("file_unfinished");
  await core.fileLanes.run(() => look(core, file));
}

async function look(core: Core, file: FileRow): Promise<void> {
  let failure: unknown;
  try {
    const bytes = await assemble(core, file);
    await refuseInfected(core, file, bytes);
    if (file.kind === "voice") await keepVoice(core, file, await inspectVoice(bytes));
    else await keepFinished(core, file, await inspect(bytes, file.name));
  } catch (error) {
    failure = error;
    const final = error instanceof RefusedError && errors[error.code].retry === "never";
    if (final) await settle(core, file, { state: "refused", refusal: error.code });
  }
  await conclude(core, file, failure);
}

/**
 * What counts is what the row says in the end: somebody whose answer was lost asks again while the first still
 * looks, and somebody may forget an upload meanwhile. Leaves no object that the row does not need.
 */
async function conclude(core: Core, file: FileRow, failure: unknown): Promise<void> {
  const { id, organization_id } = file;
  const now = await inOrganization(core.db, organization_id, (tx) => readFile(tx, id));
  if (now === undefined || now.state === "erasing") {
    await core.files.store.removeFolder(keys.folder(organization_id, id));
    throw new RefusedError("file_not_found");
  }
  if (now.state === "receiving") throw failure;
  await removeParts(core, now);
  if (now.state === "refused") throw refusalOf(now);
}

async function assemble({ files }: Core, file: FileRow): Promise<Buffer> {
  const bytes: Buffer[] = [];
  for (const part of partsOf(file)) {
    const stored = await files.store.read(keys.part(file.organization_id, file.id, part));
    if (stored === undefined) throw new RefusedError("file_not_found");
    bytes.push(await buffer(stored));
  }
  return Buffer.concat(bytes);
}

/** Fails closed: when nobody can say that a file is clean, it is not accepted. */
async function refuseInfected({ files }: Core, { name }: FileRow, bytes: Buffer): Promise<void> {
  const verdict = files.scan === undefined ? "clean" : await files.scan(bytes);
  if (verdict === "infected") throw new RefusedError("file_infected", { values: { name } });
  if (verdict === "unavailable") {
    throw new RefusedError("file_check_unavailable", { retryAfterMs: 5_000 });
  }
}

async function keepFinished(core: Core, file: FileRow, found: Inspected): Promise<void> {
  const { id, organization_id } = file;
  const { name, type, whole, picture } = found;
  await core.files.store.put(keys.whole(organization_id, id), whole);
  if (picture !== undefined) {
    await core.files.store.put(keys.thumbnail(organization_id, id), picture.thumbnail);
  }
  await settle(core, file, {
    state: "ready",
    name,
    type,
    bytes: whole.byteLength,
    width: picture?.width ?? null,
    height: picture?.height ?? null,
    placeholder: picture?.placeholder ?? null,
  });
}

async function keepVoice(core: Core, file: FileRow, found: Converted): Promise<void> {
  const { id, organization_id } = file;
  const { whole, aac, durationMs } = found;
  await core.files.store.put(keys.whole(organization_id, id), whole);
  if (aac !== undefined) await core.files.store.put(keys.aac(organization_id, id), aac);
  await settle(core, file, {
    state: "ready",
    name: voiceName,
    type: voiceType,
    bytes: whole.byteLength,
    aac_bytes: aac?.byteLength ?? null,
    duration_ms: durationMs,
  });
}

async function settle(
  core: Core,
  { id, organization_id }: FileRow,
  values: Partial<FileRow>,
): Promise<void> {
  await inOrganization(core.db, organization_id, (tx) =>
    tx
      .updateTable("file")
      .set(values)
      .where("id", "=", id)
      .where("state", "=", "receiving")
      .execute(),
  );
}

function refusalOf({ refusal, name }: FileRow): RefusedError {
  const code = (refusal ?? "file_damaged") as ErrorCode;
  return code === "voice_too_long" ? tooLong() : new RefusedError(code, { values: { name } });
}
