import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { codeOf, DatabaseStartError } from "./errors.ts";
import { type Binaries, binary } from "./find-binaries.ts";
import { clusterArgument, type Place } from "./place.ts";
import { isAlive, signal } from "./processes.ts";
import { spawnOptions } from "./spawn-options.ts";
import type { EmbeddedPostgresLog } from "./types.ts";

export const SUPERUSER = "postgres";

/** See socket-directory.ts for why local connections are trusted. The second line allows base backups. */
const ACCESS_RULES = `local all all trust
local replication all trust
host all all 127.0.0.1/32 scram-sha-256
`;

/**
 * Makes the cluster when there is none, aside and then renamed, so that a start that was killed half-way leaves
 * nothing that looks like a cluster, and two starts at once make one. Refuses a cluster of another major version.
 */
export async function ensureCluster(
  place: Place,
  binaries: Binaries,
  log: EmbeddedPostgresLog,
  onSpawn: (stop: () => void) => void,
): Promise<void> {
  if (!existsSync(place.cluster)) {
    log.info("Creating the database.");
    await createCluster(place, binaries, onSpawn);
  }
  checkVersion(place.cluster, binaries.major);
}

/** The superuser's password; it exists on Windows only. */
export function readPassword(place: Place): string | undefined {
  if (process.platform !== "win32") return undefined;
  return readFileSync(join(place.dataDirectory, "password"), "utf8").trim();
}

async function createCluster(
  place: Place,
  binaries: Binaries,
  onSpawn: (stop: () => void) => void,
): Promise<void> {
  removeLeftovers(place.dataDirectory);
  const aside = join(place.dataDirectory, `creating-${process.pid}`);
  mkdirSync(aside, { mode: 0o700 });
  if (place.user !== undefined) chownSync(aside, place.user.uid, place.user.gid);
  try {
    await runInitdb(place, binaries, aside, onSpawn);
    writeFileSync(join(aside, "pg_hba.conf"), ACCESS_RULES);
    renameSync(aside, place.cluster);
    syncDirectory(place.dataDirectory);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    const madeByAnotherStart = codeOf(error) === "ENOTEMPTY" || codeOf(error) === "EEXIST";
    if (!madeByAnotherStart) throw error;
  }
}

/** Of starts that were killed while creating. */
function removeLeftovers(dataDirectory: string): void {
  for (const name of readdirSync(dataDirectory)) {
    const pid = /^creating-(\d+)$/.exec(name)?.[1];
    if (pid === undefined) continue;
    if (Number(pid) !== process.pid && isAlive(Number(pid))) continue;
    rmSync(join(dataDirectory, name), { recursive: true, force: true });
  }
}

async function runInitdb(
  place: Place,
  binaries: Binaries,
  directory: string,
  onSpawn: (stop: () => void) => void,
): Promise<void> {
  const child = spawn(
    binary(binaries, "initdb"),
    [
      "-D",
      clusterArgument(place, directory),
      "-U",
      SUPERUSER,
      "--no-instructions",
      "--encoding=UTF8",
      // The builtin locale sorts by code point on every system: an upgrade of the host never corrupts an index.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      // A new log segment is filled with zeros before the commit that needs it goes on: 16 MB, the default, stops
      // everybody for 50 ms on a good disk and for much longer on the disk of a small server.
      "--wal-segsize=1",
      "--auth-local=trust",
      "--auth-host=scram-sha-256",
      ...passwordArguments(place),
    ],
    { ...spawnOptions(place, directory), stdio: ["ignore", "pipe", "pipe"] },
  );
  onSpawn(() => {
    // Its whole group: initdb runs postgres to fill the cluster.
    if (child.pid !== undefined)
      signal(process.platform === "win32" ? child.pid : -child.pid, "SIGTERM");
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-2000);
    });
  }
  const problem = await new Promise<string | undefined>((settle) => {
    child.once("error", (error) => settle(codeOf(error) || error.message));
    child.once("close", (status) => settle(status === 0 ? undefined : lastLine(output)));
  });
  if (problem !== undefined) {
    throw new DatabaseStartError(
      `The database could not be created in ${place.dataDirectory}: ${problem}.`,
    );
  }
}

function passwordArguments(place: Place): string[] {
  if (process.platform !== "win32") return [];
  const file = join(place.dataDirectory, "password");
  writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return [`--pwfile=${file}`];
}

function lastLine(output: string): string {
  const lines = output.split("\n").filter((line) => /error|fatal|could not|cannot/i.test(line));
  return (lines.at(-1) ?? output.trim().split("\n").at(-1) ?? "no reason given").trim();
}

function checkVersion(cluster: string, major: number): void {
  const file = join(cluster, "PG_VERSION");
  const found = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  if (found === String(major)) return;
  throw new DatabaseStartError(
    found === ""
      ? `${cluster} is not a PostgreSQL cluster. Move it away, or set RELAIS_DATA_DIR to another folder.`
      : `The database in ${cluster} was made by PostgreSQL ${found}, and this Relais brings PostgreSQL ${major}. Start the version of Relais that made it and export the data, or set RELAIS_DATA_DIR to a new folder.`,
  );
}

function syncDirectory(directory: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(directory, "r");
  fsyncSync(handle);
  closeSync(handle);
}
