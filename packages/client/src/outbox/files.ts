import { RelaisError } from "../errors.ts";
import type { UploadOptions } from "../files/upload-file.ts";
import type { OutboxFile, Recording } from "../files/types.ts";
import { randomId } from "../random-id.ts";
import type { OutboxEntry } from "./types.ts";

export type FilesOptions = UploadOptions & {
  prepare: (blob: Blob, type: string) => Promise<Blob>;
};

/** How an upload of an entry's files ended. */
export type FilesOutcome = "done" | "stopped" | RelaisError["refusal"];

export const needsUpload = ({ files }: OutboxEntry): boolean =>
  files?.some((file) => !file.uploaded) ?? false;

/** Uploads the files of one entry at a time: two at once would only share the link. */
export class OutboxFiles {
  readonly #options: FilesOptions;
  /** The entry under way. */
  #current: { clientId: string; abort: AbortController } | null = null;
  /** Bytes that the server has, by file. */
  readonly #sent = new Map<string, number>();

  constructor(options: FilesOptions) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.#current !== null;
  }

  stop(clientId?: string): void {
    if (clientId !== undefined && this.#current?.clientId !== clientId) return;
    this.#current?.abort.abort();
    this.#current = null;
  }

  /** From 0 to 1. */
  progressOf({ files = [] }: OutboxEntry): number {
    const all = files.reduce((sum, { blob }) => sum + blob.size, 0);
    const sent = files.reduce(
      (sum, file) => sum + (file.uploaded ? file.blob.size : (this.#sent.get(file.key) ?? 0)),
      0,
    );
    return all === 0 ? 1 : Math.min(1, sent / all);
  }

  /** `update` keeps the entry; `changed`: something is to be shown. */
  async run(
    entry: OutboxEntry,
    update: (entry: OutboxEntry) => Promise<void>,
    changed: () => void,
  ): Promise<FilesOutcome> {
    const abort = new AbortController();
    const current = { clientId: entry.client_id, abort };
    this.#current = current;
    let now = entry;
    const change = async (key: string, part: Partial<OutboxFile>) => {
      const files = (now.files ?? []).map((file) =>
        file.key === key ? { ...file, ...part } : file,
      );
      now = { ...now, files };
      if (!abort.signal.aborted) await update(now);
    };
    try {
      for (const { key } of entry.files ?? []) {
        const file = () => now.files?.find((one) => one.key === key);
        if (file()?.prepared === false) {
          const { blob, type } = file() as OutboxFile;
          await change(key, { blob: await this.#options.prepare(blob, type), prepared: true });
        }
        const ready = file();
        if (ready === undefined || ready.uploaded) continue;
        const { uploadFile } = await uploading();
        await uploadFile(this.#options, {
          conversationId: entry.conversation_id,
          name: ready.name,
          blob: ready.blob,
          voice: ready.voice,
          id: ready.upload_id,
          signal: abort.signal,
          begun: (id) => change(key, { upload_id: id }),
          progress: (bytes) => {
            this.#sent.set(key, bytes);
            changed();
          },
        });
        await change(key, { uploaded: true });
        this.#sent.delete(key);
      }
      return abort.signal.aborted ? "stopped" : "done";
    } catch (error) {
      if (abort.signal.aborted) return "stopped";
      if (error instanceof RelaisError) return error.refusal;
      // A part of the program that could not be loaded: the link again.
      return broken;
    } finally {
      if (this.#current === current) this.#current = null;
    }
  }

  /** What was begun for an entry that nobody wants any more. */
  forget({ client_id, files = [] }: OutboxEntry): void {
    this.stop(client_id);
    for (const { key, upload_id } of files) {
      this.#sent.delete(key);
      if (upload_id !== null) void this.#forgetUpload(upload_id);
    }
  }

  async #forgetUpload(id: string): Promise<void> {
    // Without it the server erases the upload in a day.
    const module = await uploading().catch(() => null);
    await module?.forgetUpload(this.#options, id);
  }
}

/** Loaded with the first file: most people who open a conversation send none. */
const uploading = () => import("../files/upload-file.ts");

/** The link broke: as when a server says to come back. */
const broken: RelaisError["refusal"] = { code: "busy", message: "", retry: "later" };

/** A file as it was chosen. */
export function outboxFile(file: File): OutboxFile {
  const { name, type } = file;
  const blob = file.slice(0, file.size, type);
  return { key: randomId(), name, type, blob, upload_id: null, uploaded: false, prepared: false };
}

/** A voice note, as small as it was recorded. */
export function outboxVoice({ blob, ...voice }: Recording): OutboxFile {
  const { type } = blob;
  const name = "message-vocal";
  const fresh = { upload_id: null, uploaded: false, prepared: true };
  return { key: randomId(), name, type, blob, voice, ...fresh };
}

/** The server does not have it, or no longer. */
export const asNew = (file: OutboxFile): OutboxFile => ({
  ...file,
  upload_id: null,
  uploaded: false,
});
