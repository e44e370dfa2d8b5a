import { statSync } from "node:fs";
import { dirname } from "node:path";
import type { UnprivilegedUser } from "./types.ts";

/**
 * Whether `user` may walk down to `path`: every folder above it lets them pass. Reads permission bits only; a
 * system with finer access lists answers "no" at worst, which costs a copy and breaks nothing.
 */
export function canReach(path: string, user: UnprivilegedUser): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { uid, gid, mode } = statSync(folder);
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
    if (((mode >> shift) & 0o1) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
