import type { Readable } from "node:stream";

/** Where the bytes of files are: a folder, or an S3-compatible store. Keys are ours: `a-z 0-9 - /`. */
export interface FileStore {
  /** Replaces what was there. Resolved once it is kept for good. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Bytes `from`–`to`, both included; without a range all of them. Undefined when there is no such object. */
  read(key: string, range?: { from: number; to: number }): Promise<Readable | undefined>;
  /** Done, too, when there was none. */
  remove(key: string): Promise<void>;
  /** Everything whose key begins with `folder` and a stroke, but what is `kept`. */
  removeFolder(folder: string, kept?: readonly string[]): Promise<void>;
  /** What a server that was killed had begun to put before then. Returns how many. */
  removeDrafts(before: Date): Promise<number>;
}

/** A store that is elsewhere did not do what it was asked, or does not answer. */
export class StoreFailure extends Error {
  override readonly name = "StoreFailure";
}

/** `unavailable`: nobody can say, so the file must not be accepted. */
export type Verdict = "clean" | "infected" | "unavailable";

/** Looks for malicious software. Never throws. */
export type Scan = (bytes: Uint8Array) => Promise<Verdict>;

/** What the operator decides about files. */
export type FileMeans = {
  readonly store: FileStore;
  /** Undefined: the operator has no scanner. */
  readonly scan: Scan | undefined;
  readonly maxBytes: number;
  readonly perMessage: number;
};

/** A piece of an upload as it came: from where on, and how much. */
export type Part = { readonly offset: number; readonly bytes: number };

/** Where the parts and the finished forms of a file are kept. */
export const keys = {
  folder: (organizationId: string, id: string) => `${organizationId}/${id}`,
  /** Named by its length as well: two connections may bring different lengths from one offset on. */
  part: (organizationId: string, id: string, { offset, bytes }: Part) =>
    `${organizationId}/${id}/part-${offset}-${bytes}`,
  whole: (organizationId: string, id: string) => `${organizationId}/${id}/whole`,
  thumbnail: (organizationId: string, id: string) => `${organizationId}/${id}/thumbnail`,
  aac: (organizationId: string, id: string) => `${organizationId}/${id}/aac`,
};
