import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { FileStore } from "./means.ts";

/** Not every file system writes a folder down when asked to, and Windows opens none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EINVAL" && code !== "EPERM") throw error;
  } finally {
    await handle.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Keeps files in a folder of this machine. A file appears whole, under its name, after it is on disk; once kept, its name is too. */
export class FolderStore implements FileStore {
  readonly #folder: string;
  /** Beside the organizations, whose names are ids: one look finds what was begun and never finished. */
  readonly #drafts: string;

  constructor(folder: string) {
    this.#folder = resolve(folder);
    this.#drafts = join(this.#folder, "drafts");
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const path = this.#pathOf(key);
    const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await mkdir(this.#drafts, { recursive: true, mode: 0o700 });
    const draft = join(this.#drafts, randomBytes(12).toString("hex"));
    try {
      const file = await open(draft, "wx", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    // A name is of its folder: without that a power cut may take a file that was acknowledged.
    const highest = made === undefined ? dirname(path) : dirname(made);
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      await syncFolder(folder);
      if (folder === highest) return;
    }
  }

  async read(key: string, range?: { from: number; to: number }) {
    try {
      const file = await open(this.#pathOf(key), "r");
      return file.createReadStream(range && { start: range.from, end: range.to });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    const path = this.#pathOf(key);
    await rm(path, { force: true });
    // The folder of a file goes with its last object.
    await rmdir(dirname(path)).catch(() => {});
  }

  async removeFolder(folder: string, kept: readonly string[] = []): Promise<void> {
    const path = this.#pathOf(folder);
    if (kept.length === 0) return rm(path, { recursive: true, force: true });
    for (const name of await namesIn(path)) {
      if (!kept.includes(`${folder}/${name}`)) await rm(join(path, name), { force: true });
    }
  }

  async removeDrafts(before: Date): Promise<number> {
    let removed = 0;
    for (const name of await namesIn(this.#drafts)) {
      const draft = join(this.#drafts, name);
      const begun = await stat(draft).catch(() => undefined);
      // It has just become the file that it was to be.
      if (begun === undefined || begun.mtime >= before) continue;
      await rm(draft, { force: true });
      removed += 1;
    }
    return removed;
  }

  #pathOf(key: string): string {
    if (!/^[a-z0-9-]+(\/[a-z0-9-]+)*$/.test(key)) throw new Error("not a key of ours");
    return join(this.#folder, key);
  }
}
