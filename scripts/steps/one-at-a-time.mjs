import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { hushWarning } from "./hush-warning.mjs";
import { inProject, say } from "./project.mjs";

const LOOK_EVERY_MS = 200;
/** SQLite's word for a lock that somebody else holds. */
const BUSY = 5;

/**
 * Does what two commands of one folder must not do at the same time, and says `waiting` when another one is at it.
 * The lock is the operating system's, on a file, and Node's own SQLite is the one part of it that takes such locks:
 * whatever ends the holder, a kill -9 or a power cut, gives it back, and no number of a process is ever believed.
 */
export async function oneAtATime(name, waiting, work, folder = inProject(".runtime")) {
  const letGo = await take(name, waiting, folder);
  try {
    return await work();
  } finally {
    letGo();
  }
}

async function take(name, waiting, folder) {
  const database = await openLock(name, folder);
  if (database === undefined) return () => {};
  for (let told = false; ; told = true) {
    try {
      database.exec("begin exclusive");
      return () => database.close();
    } catch (error) {
      // On a disk without locks there is nothing to wait for.
      if (error.errcode !== BUSY) return () => database.close();
    }
    if (!told) say(waiting);
    await pause(LOOK_EVERY_MS);
  }
}

/** Undefined in a folder that cannot be written, and in a Node without SQLite: one command works there as well. */
async function openLock(name, folder) {
  try {
    mkdirSync(folder, { recursive: true });
    hushWarning(/sqlite/i);
    const { DatabaseSync } = await import("node:sqlite");
    return new DatabaseSync(join(folder, `${name}.lock`));
  } catch {
    return undefined;
  }
}
