import type { Readable } from "node:stream";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { readFile } from "./file-row.ts";
import { keys } from "./means.ts";
import { isKept } from "./policy.ts";
import type { Addressed, Variant } from "./signed-address.ts";

/** A file that somebody fetches; `bytes` is unknown for a thumbnail. */
export type OpenedFile = {
  readonly name: string;
  readonly type: string;
  readonly bytes: number | undefined;
  /** Both ends included. */
  read(range?: { from: number; to: number }): Promise<Readable>;
};

/**
 * The file behind a signed address, which is all the permission that is needed.
 *
 * Refuses: not_found, for a wrong or ended signature and an unknown file alike; organization_suspended.
 */
export async function openFile(
  core: Core,
  file: Addressed,
  expires: string,
  signature: string,
): Promise<OpenedFile> {
  if (!core.addresses.holds(file, expires, signature)) throw new RefusedError("not_found");
  const { organization_id, id, variant } = file;
  core.suspensions.refuse(organization_id);
  const row = await inOrganization(core.db, organization_id, (tx) => readShown(tx, id));
  if (row === undefined) throw new RefusedError("not_found");
  return {
    name: row.name,
    ...formOf(row.type, row.bytes, row.aac_bytes, variant),
    async read(range) {
      const stream = await core.files.store.read(keys[variant](organization_id, id), range);
      if (stream === undefined) throw new RefusedError("not_found");
      return stream;
    },
  };
}

type Shown = { name: string; type: string; bytes: number; aac_bytes: number | null };

/** A file of a message or of a proof, or a picture of a procedure. */
async function readShown(tx: Scoped, id: string): Promise<Shown | undefined> {
  const file = await readFile(tx, id);
  if (file !== undefined) {
    const { name, type, bytes, aac_bytes } = file;
    if (!isKept(file) || type === null || bytes === null) return undefined;
    return { name, type, bytes, aac_bytes };
  }
  const picture = await tx
    .selectFrom("procedure_picture")
    .select(["name", "type", "bytes"])
    .where("id", "=", id)
    .executeTakeFirst();
  return picture && { ...picture, aac_bytes: null };
}

/** What is sent of a file under a variant of its address. */
function formOf(type: string, bytes: number, aacBytes: number | null, variant: Variant) {
  switch (variant) {
    case "whole":
      return { type, bytes };
    case "thumbnail":
      return { type: "image/webp", bytes: undefined };
    case "aac":
      // Phones that need this form play nothing whose length they are not told.
      return { type, bytes: aacBytes ?? undefined };
  }
}
