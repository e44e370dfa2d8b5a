import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  sharedClusterVariable,
  startCopyOf,
  startTestDatabase,
  type TestDatabase,
  urlOf,
} from "@relais/core/testing";

/** Where servers of one run leave for each other what a first start makes. */
export const preparedVariable = "RELAIS_RUN_PREPARED";

/** So long a demonstration counts as new: some of it is told by the clock. */
const freshMs = 600_000;

/** What a server stands on: a folder, and a database of its own in the PostgreSQL of all tests or, without it, in its own. */
export type Ground = {
  readonly folder: string;
  readonly databaseUrl?: string;
  remove(): Promise<void>;
};

/** Nothing yet: the server starts its own PostgreSQL in the folder, as `npm start` does. */
export async function bareGround(): Promise<Ground> {
  const folder = await newFolder();
  return { folder, remove: () => removeFolder(folder) };
}

/** A migrated database among those of all tests. Where the run has no such PostgreSQL, bare ground. */
export async function sharedGround(): Promise<Ground> {
  if (process.env[sharedClusterVariable] === undefined) return bareGround();
  return groundWith(await newFolder(), await startTestDatabase());
}

/**
 * What the first start of a demonstration makes: people, stories, keys. One of a run makes it, the others copy it. While it
 * is being made others make their own. `start` starts a server on a ground for the first time, and ends it.
 */
export async function demoGround(start: (ground: Ground) => Promise<void>): Promise<Ground> {
  const shared = process.env[preparedVariable];
  if (shared === undefined || process.env[sharedClusterVariable] === undefined) return bareGround();
  const ready = join(shared, String(Math.floor(Date.now() / freshMs)));
  const making = `${ready}-making`;
  if (!existsSync(ready)) {
    try {
      await mkdir(making);
    } catch {
      return sharedGround();
    }
    const database = await startTestDatabase();
    const folder = join(making, "folder");
    await mkdir(folder);
    await start({ ...groundWith(folder, database), remove: async () => {} });
    await database.leave();
    await writeFile(join(making, "database"), database.name);
    await rename(making, ready);
  }
  const folder = await newFolder();
  await promisify(execFile)("cp", ["-a", `${join(ready, "folder")}/.`, folder]);
  return groundWith(folder, await startCopyOf(await readFile(join(ready, "database"), "utf8")));
}

function groundWith(folder: string, database: TestDatabase): Ground {
  return {
    folder,
    databaseUrl: urlOf(database.target),
    async remove() {
      await database.stop();
      await removeFolder(folder);
    },
  };
}

const newFolder = () => mkdtemp(join(tmpdir(), "relais-journeys-"));
const removeFolder = (folder: string) => rm(folder, { recursive: true, force: true });
