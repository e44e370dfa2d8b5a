import type { FileAddress } from "@relais/protocol";
import { absolute } from "../http/absolute.ts";
import type { Http } from "../http/types.ts";
import type { DeviceMemory } from "../memory/types.ts";
import { FileAddresses } from "./file-addresses.ts";
import { Pictures } from "./pictures.ts";
import type { UploadOptions } from "./upload-file.ts";

/** A photo on its way to a case. */
export type CaseUpload = {
  /** From 0 to 1. */
  readonly progress?: ((part: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** The photos that steps of one case are proved by. */
export interface CaseFiles {
  /** Where a photo is now, for whoever sees the case; null when it proves no step of it. */
  fileAddress(id: string): Promise<FileAddress | null>;
  /** Its small form; null when there is none. */
  picture(id: string): Promise<Blob | null>;
  /**
   * Makes a photo small enough and uploads it; resolves with the id for `http.changeStatus`. What no step takes within a day is erased.
   * Rejects with RelaisError when it is refused, with NetworkError when there was no answer: the same file again goes on from
   * where it stands.
   */
  upload(file: File, how?: CaseUpload): Promise<string>;
  /** Forgets what was uploaded of a file that is not wanted any more. */
  forget(file: File): Promise<void>;
}

type Parts = UploadOptions & {
  http: Pick<Http, "call">;
  memory: DeviceMemory | null;
  prepare: (blob: Blob, type: string) => Promise<Blob>;
};

export function caseFilesOf(parts: Parts, caseId: string): CaseFiles {
  const { http, memory, clock, baseUrl } = parts;
  const path = `/v1/cases/${encodeURIComponent(caseId)}/files`;
  const addresses = new FileAddresses(clock, async (ids) => {
    const { files } = await http.call<{ files: FileAddress[] }>({ path, body: { ids } });
    return files.map((file) => absolute(baseUrl, file));
  });
  const pictures = new Pictures(memory, parts.fetch, (id) => addresses.get(id));
  /** As small as it will be, and the upload that was begun for it. */
  const known = new WeakMap<File, { blob: Blob; id: string | null }>();
  return {
    fileAddress: (id) => addresses.get(id),
    picture: (id) => pictures.get(id),
    async upload(file, { progress, signal = new AbortController().signal } = {}) {
      const begun = known.get(file) ?? { blob: await parts.prepare(file, file.type), id: null };
      known.set(file, begun);
      const { blob, id } = begun;
      const { uploadFile } = await import("./upload-file.ts");
      return uploadFile(parts, {
        caseId,
        name: file.name,
        blob,
        id,
        begun: async (fresh) => {
          begun.id = fresh;
        },
        progress: (bytes) => progress?.(blob.size === 0 ? 1 : bytes / blob.size),
        signal,
      });
    },
    async forget(file) {
      const id = known.get(file)?.id;
      known.delete(file);
      if (id) await (await import("./upload-file.ts")).forgetUpload(parts, id);
    },
  };
}
