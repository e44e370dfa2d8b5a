import { Readable } from "node:stream";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { finishUpload } from "../file/finish-upload.ts";
import type { FileMeans } from "../file/means.ts";
import { receiveParts } from "../file/receive-part.ts";
import { type StartUpload, startUpload, type UploadPlace } from "../file/start-upload.ts";
import { pdf, photo } from "./sample-files.ts";

/** A place for files that a test can look into. */
export function memoryFiles(change: Partial<FileMeans> = {}): {
  means: FileMeans;
  objects: Map<string, Uint8Array>;
} {
  const objects = new Map<string, Uint8Array>();
  const store: FileMeans["store"] = {
    async put(key, bytes) {
      objects.set(key, bytes);
    },
    async read(key, range) {
      const bytes = objects.get(key);
      if (bytes === undefined) return undefined;
      return Readable.from([
        Buffer.from(bytes).subarray(range?.from ?? 0, (range?.to ?? bytes.length) + 1),
      ]);
    },
    async remove(key) {
      objects.delete(key);
    },
    async removeFolder(folder, kept = []) {
      for (const key of objects.keys()) {
        if (key.startsWith(`${folder}/`) && !kept.includes(key)) objects.delete(key);
      }
    },
    removeDrafts: () => Promise.resolve(0),
  };
  const means = { store, scan: undefined, maxBytes: 25_000_000, perMessage: 10, ...change };
  return { means, objects };
}

/** A finished upload, a small PDF unless told otherwise. Returns its id. */
export function readyFile(
  core: Core,
  actor: Actor,
  conversation_id: string,
  content: Uint8Array = pdf,
  kind: Pick<StartUpload, "voice"> = {},
): Promise<string> {
  return readyUpload(core, actor, { conversation_id, ...kind }, content);
}

/** The same for a step of a case: a photo, unless told otherwise. */
export async function readyPhoto(
  core: Core,
  actor: Actor,
  case_id: string,
  content?: Uint8Array,
): Promise<string> {
  return readyUpload(core, actor, { case_id }, content ?? (await photo(40, 30)));
}

async function readyUpload(
  core: Core,
  actor: Actor,
  place: UploadPlace & Pick<StartUpload, "voice">,
  content: Uint8Array,
): Promise<string> {
  const [name, bytes] = ["devis.pdf", content.byteLength];
  const id = await startUpload(core, actor, { ...place, name, bytes });
  await receiveParts(core, actor, id, 0, Readable.from([content]));
  await finishUpload(core, actor, id);
  return id;
}
