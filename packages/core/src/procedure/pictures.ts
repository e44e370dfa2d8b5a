import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { type Attachment, type FileAddress, isPicture, limits } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { cleanName } from "../file/clean-name.ts";
import { signedAddress } from "../file/file-addresses.ts";
import { inspect } from "../file/inspect.ts";
import { announceFile, keepFile } from "../file/loose-files.ts";
import { keys } from "../file/means.ts";
import { newId } from "../ids.ts";
import { pictureOf } from "./picture-rows.ts";
import { refuseCustomers, refuseOthersThanOffice } from "./policy.ts";

/**
 * Takes a picture for a step: looked at like every file, drawn anew. It is erased after a day unless a
 * version shows it.
 *
 * Refuses: forbidden, file_too_large, file_type_refused, file_damaged, file_infected, file_check_unavailable.
 */
export async function addProcedurePicture(
  core: Core,
  actor: Actor,
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
): Promise<Attachment> {
  refuseOthersThanOffice(actor);
  const values = { name };
  const most = Math.min(limits.procedurePictureBytes, core.files.maxBytes);
  if (bytes.byteLength > most) throw new RefusedError("file_too_large", { values });
  const verdict = core.files.scan === undefined ? "clean" : await core.files.scan(bytes);
  if (verdict === "infected") throw new RefusedError("file_infected", { values });
  if (verdict === "unavailable") {
    throw new RefusedError("file_check_unavailable", { retryAfterMs: 5_000 });
  }
  const found = await core.fileLanes.run(() => inspect(bytes, cleanName(name)));
  if (found.picture === undefined) throw new RefusedError("file_type_refused", { values });
  const id = newId();
  const { organization_id } = actor;
  await announceFile(core, { organization_id, id });
  await core.files.store.put(keys.whole(organization_id, id), found.whole);
  await core.files.store.put(keys.thumbnail(organization_id, id), found.picture.thumbnail);
  const { width, height, placeholder } = found.picture;
  const row = {
    id,
    organization_id,
    name: found.name,
    type: found.type,
    bytes: found.whole.byteLength,
    width,
    height,
    placeholder,
    created_at: core.now(),
    kept: false,
  };
  await inOrganization(core.db, actor, async (tx) => {
    await keepFile(tx, id);
    await tx.insertInto("procedure_picture").values(row).execute();
  });
  return pictureOf(row);
}

/** Fresh addresses of pictures of procedures; what is not one is left out. Refuses: forbidden. */
export async function procedurePictures(
  core: Core,
  actor: Actor,
  ids: readonly string[],
): Promise<FileAddress[]> {
  refuseCustomers(actor);
  const { organization_id } = actor;
  const rows = await inOrganization(core.db, actor, (tx) =>
    tx.selectFrom("procedure_picture").select("id").where("id", "in", ids).execute(),
  );
  const found = new Set(rows.map(({ id }) => id));
  return ids
    .filter((id) => found.has(id))
    .map((id) => ({
      id,
      ...signedAddress(core, { organization_id, id, variant: "whole" }),
      thumbnail: signedAddress(core, { organization_id, id, variant: "thumbnail" }).address,
      aac: null,
    }));
}

/** Pictures of messages, copied for a procedure, whose rows keep them. What is not a picture stays where it is. */
export async function copyFromMessage(
  core: Core,
  { organization_id }: Actor,
  attachments: readonly Attachment[],
): Promise<Attachment[]> {
  const copies: Attachment[] = [];
  for (const one of attachments.filter(({ type }) => isPicture(type))) {
    const copy = { ...one, id: newId() };
    await announceFile(core, { organization_id, id: copy.id });
    await copyBytes(core, organization_id, one.id, copy.id);
    copies.push(copy);
  }
  return copies;
}

/**
 * Pictures of a procedure, copied for a message of this person: finished uploads of theirs, which the
 * message takes like any other. Under one `client_id` they are the same ones again.
 */
export async function copyForMessage(
  core: Core,
  actor: Actor,
  conversationId: string,
  { client_id, pictures }: { readonly client_id: string | null; readonly pictures: Attachment[] },
): Promise<string[]> {
  const { organization_id } = actor;
  const ids: string[] = [];
  for (const { id: from, name, type, bytes, width, height, placeholder } of pictures) {
    const id =
      client_id === null ? newId() : sameId([conversationId, actor.id, client_id, from].join(" "));
    ids.push(id);
    const there = await inOrganization(core.db, actor, (tx) =>
      tx.selectFrom("file").select("state").where("id", "=", id).executeTakeFirst(),
    );
    if (there?.state === "ready") continue;
    const row = {
      id,
      organization_id,
      conversation_id: conversationId,
      member_id: actor.id,
      name,
      type,
      bytes,
      width,
      height,
      placeholder,
      announced_bytes: bytes,
      received_bytes: bytes,
      state: "receiving",
      created_at: core.now(),
    };
    // The row first: whatever interrupts this, the sweep finds what was stored.
    await inOrganization(core.db, actor, (tx) =>
      tx
        .insertInto("file")
        .values(row)
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute(),
    );
    await copyBytes(core, organization_id, from, id);
    await inOrganization(core.db, actor, (tx) =>
      tx
        .updateTable("file")
        .set({ state: "ready" })
        .where("id", "=", id)
        .where("state", "=", "receiving")
        .execute(),
    );
  }
  return ids;
}

/** An id that the same words give again. */
function sameId(words: string): string {
  const hex = createHash("sha256").update(words).digest("hex");
  // Version 8 of RFC 9562: an id made by a rule of one's own.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function copyBytes(
  { files: { store } }: Core,
  organizationId: string,
  from: string,
  to: string,
): Promise<void> {
  for (const form of [keys.thumbnail, keys.whole]) {
    const bytes = await store.read(form(organizationId, from));
    if (bytes === undefined) throw new RefusedError("file_not_found");
    await store.put(form(organizationId, to), await buffer(bytes));
  }
}
