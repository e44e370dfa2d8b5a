import multipart, { type Multipart } from "@fastify/multipart";
import {
  type Actor,
  cancelUpload,
  type Core,
  finishUpload,
  receiveParts,
  RefusedError,
  startUpload,
} from "@relais/core";
import type { FastifyRequest } from "fastify";
import type { DialectApp } from "./dialect.ts";

export type FormFile = { readonly field: string; readonly name: string; readonly bytes: Buffer };
export type Form = {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly FormFile[];
};

const fieldBytes = 32_768;

/** Forms with files, in this scope. One larger than what a message may carry is refused while it comes. */
export function readForms(app: DialectApp, core: Core): void {
  const { maxBytes, perMessage } = core.files;
  void app.register(multipart, {
    limits: { fileSize: maxBytes, files: perMessage, fields: 20, fieldSize: fieldBytes },
  });
}

/**
 * A form, whole. The files are in memory: the sender of a form cannot go on where it broke, so nothing is
 * kept of one that did not arrive.
 *
 * Refuses: file_too_large, invalid_body.
 */
export async function formOf(core: Core, request: FastifyRequest): Promise<Form> {
  const fields: Record<string, string> = {};
  const files: FormFile[] = [];
  try {
    for await (const part of request.parts()) {
      if (part.type === "file") files.push(await fileOf(part));
      else if (typeof part.value === "string") fields[part.fieldname] = part.value;
    }
  } catch (error) {
    throw refusalOf(core, error);
  }
  return { fields, files };
}

async function fileOf(part: Multipart & { type: "file" }): Promise<FormFile> {
  return { field: part.fieldname, name: part.filename, bytes: await part.toBuffer() };
}

function refusalOf({ files }: Core, error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  if (code === "FST_REQ_FILE_TOO_LARGE") {
    const max = String(Math.floor(files.maxBytes / 1_000_000));
    return new RefusedError("file_too_large", { values: { max } });
  }
  if (code === "FST_FILES_LIMIT") {
    const max = String(files.perMessage);
    return new RefusedError("too_many_files", { values: { max } });
  }
  const broken = typeof code === "string" && code.startsWith("FST_");
  return broken || (error instanceof Error && /unexpected end|malformed/i.test(error.message))
    ? new RefusedError("invalid_body")
    : error;
}

/**
 * Files of a form as finished uploads of this person, ready for a message. When one is refused, none is kept.
 *
 * Refuses: what startUpload and finishUpload refuse.
 */
export async function uploadAll(
  core: Core,
  actor: Actor,
  conversation_id: string,
  files: readonly FormFile[],
  { voice = false } = {},
): Promise<string[]> {
  const ids: string[] = [];
  try {
    for (const { name, bytes } of files) {
      const id = await startUpload(core, actor, {
        conversation_id,
        name,
        bytes: bytes.byteLength,
        ...(voice && { voice: { waveform: null } }),
      });
      ids.push(id);
      await receiveParts(core, actor, id, 0, once(bytes));
      await finishUpload(core, actor, id);
    }
  } catch (error) {
    for (const id of ids) await cancelUpload(core, actor, id).catch(() => {});
    throw error;
  }
  return ids;
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
