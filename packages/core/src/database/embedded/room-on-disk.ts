import { statfs } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** With less a PostgreSQL that a full disk has ended does not come back: it writes before it takes connections. */
const leastBytes = 32 * 1024 * 1024;
const lookMs = 1_000;

export const fullDisk = (directory: string) => `The disk of ${directory} is full: make room.`;

/** Whether PostgreSQL can work on the disk of this folder; where nobody can say, it can. */
export async function hasRoom(directory: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize >= leastBytes;
  } catch {
    return true;
  }
}

/** Resolves once somebody has made room, or does not want to wait any more. */
export async function roomOn(directory: string, isOver: () => boolean): Promise<void> {
  while (!isOver() && !(await hasRoom(directory))) await sleep(lookMs, undefined, { ref: false });
}
