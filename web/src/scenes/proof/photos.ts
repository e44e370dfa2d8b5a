import { type CaseFiles, type Client, RelaisError } from "@relais/client";
import { limits } from "@relais/protocol";
import { explain } from "../../session/refusal.ts";

/** A photo from the moment in which it was taken. */
export type Photo = {
  readonly file: File;
  /** `broken`: the network; it may be tried again. `refused`: it is not one that the server takes. */
  readonly state: "going" | "there" | "broken" | "refused";
  /** From 0 to 1. */
  readonly part: number;
  /** Null until the server has all of it. */
  readonly id: string | null;
  /** Why it was refused. */
  readonly why: string | null;
};

/** The photos of one case that no step has taken yet. They go on while the form is closed. */
export class Photos {
  #files: Promise<CaseFiles> | null = null;
  readonly #load: () => Promise<CaseFiles>;
  readonly #listeners = new Set<() => void>();
  #photos: readonly Photo[] = [];
  /** One at a time: two at once would only share the link. */
  #turn: Promise<void> = Promise.resolve();

  constructor(load: () => Promise<CaseFiles>) {
    this.#load = load;
  }

  get = (): readonly Photo[] => this.#photos;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether all of them had room. */
  add(files: readonly File[]): boolean {
    const taken = files.slice(0, limits.proofPhotos - this.#photos.length);
    const fresh = taken.map((file) => ({ file, ...asNew }));
    this.#show([...this.#photos, ...fresh]);
    for (const { file } of fresh) this.#queue(file);
    return taken.length === files.length;
  }

  remove(file: File): void {
    this.#show(this.#photos.filter((one) => one.file !== file));
    void this.#files?.then((files) => files.forget(file)).catch(() => {});
  }

  /** Those that broke off go on. */
  again(): void {
    for (const { file, state } of this.#photos) {
      if (state !== "broken") continue;
      this.#change(file, asNew);
      this.#queue(file);
    }
  }

  /** Resolves once none is on its way. */
  settled(): Promise<void> {
    return this.#turn;
  }

  clear(): void {
    this.#show([]);
  }

  #queue(file: File): void {
    this.#turn = this.#turn.then(() => this.#upload(file));
  }

  async #upload(file: File): Promise<void> {
    if (!this.#has(file)) return;
    try {
      this.#files ??= this.#load();
      const files = await this.#files;
      const id = await files.upload(file, { progress: (part) => this.#change(file, { part }) });
      if (this.#has(file)) this.#change(file, { state: "there", id, part: 1 });
      else await files.forget(file);
    } catch (error) {
      if (error instanceof RelaisError && error.refusal.retry === "never") {
        return this.#change(file, { state: "refused", why: explain(error) });
      }
      // What could not be loaded is loaded anew.
      if (!(await this.#files?.catch(() => null))) this.#files = null;
      this.#change(file, { state: "broken" });
    }
  }

  #has = (file: File) => this.#photos.some((one) => one.file === file);

  #change(file: File, change: Partial<Photo>): void {
    this.#show(this.#photos.map((one) => (one.file === file ? { ...one, ...change } : one)));
  }

  #show(photos: readonly Photo[]): void {
    this.#photos = photos;
    for (const listener of this.#listeners) listener();
  }
}

const asNew = { state: "going", part: 0, id: null, why: null } as const;

const all = new WeakMap<Client, Map<string, Photos>>();

/** The same for the same person and case: what was photographed is still there when the form is opened again. */
export function photosOf(client: Client, caseId: string): Photos {
  const known = all.get(client) ?? new Map<string, Photos>();
  all.set(client, known);
  const photos = known.get(caseId) ?? new Photos(() => client.caseFiles(caseId));
  known.set(caseId, photos);
  return photos;
}
