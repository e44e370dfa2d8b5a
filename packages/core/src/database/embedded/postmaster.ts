import { spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { codeOf } from "./errors.ts";
import { type Binaries, binary } from "./find-binaries.ts";
import type { Place } from "./place.ts";
import { goneWithin, isAlive, signal } from "./processes.ts";
import { spawnOptions } from "./spawn-options.ts";

/** The main process of a running PostgreSQL, started by us now or by an earlier life of ours. */
export type Postmaster = { readonly pid: number; readonly port: number };

const FAST_SHUTDOWN_MS = 5_000;
const IMMEDIATE_SHUTDOWN_MS = 2_000;
const LARGEST_LOG = 10 * 1024 * 1024;

/** The PostgreSQL that runs on this cluster, or undefined. Forgets a lock file whose process is something else. */
export function findPostmaster(place: Place): Postmaster | undefined {
  const file = join(place.cluster, "postmaster.pid");
  let lines: string[];
  try {
    lines = readFileSync(file, "utf8").split("\n");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
  const pid = Math.abs(Number.parseInt(lines[0] ?? "", 10));
  // PostgreSQL itself replaces the file of a dead process.
  if (!(pid > 1) || pid === process.pid || !isAlive(pid)) return undefined;
  if (runsIn(pid, place.cluster)) return { pid, port: Number(lines[3]) || 0 };
  // After a restart of the machine or container the number belongs to another process, and PostgreSQL would refuse
  // to start if that one is of the same account.
  rmSync(file, { force: true });
  return undefined;
}

/** Starts PostgreSQL; its words go to the log file. `gone` tells why the program is no longer there, if it is not. */
export function startPostmaster(place: Place, binaries: Binaries, args: readonly string[]) {
  const log = openLog(place.logFile);
  const child = spawn(binary(binaries, "postgres"), args, {
    ...spawnOptions(place, place.cluster),
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let reason: string | undefined;
  child.once("error", (error) => {
    reason = codeOf(error) || error.message;
  });
  child.once("exit", (status, name) => {
    reason = name ?? `exit status ${status}`;
  });
  child.unref();
  return { pid: child.pid ?? 0, gone: (): string | undefined => reason };
}

/** Ends PostgreSQL and waits until it is gone: by a fast shutdown, and more firmly when that takes too long. */
export async function stopPostmaster(pid: number, place: Place, binaries: Binaries): Promise<void> {
  askToStop(pid, place, binaries);
  if (await goneWithin(pid, FAST_SHUTDOWN_MS)) return;
  // No shutdown checkpoint: the next start replays the log. Nothing that was acknowledged is lost.
  if (process.platform !== "win32") signal(pid, "SIGQUIT");
  if (await goneWithin(pid, IMMEDIATE_SHUTDOWN_MS)) return;
  signal(pid, "SIGKILL");
  await goneWithin(pid, IMMEDIATE_SHUTDOWN_MS);
}

/** Sends the fast shutdown and returns at once. */
export function askToStop(pid: number, place: Place, binaries: Binaries): void {
  if (process.platform === "win32") {
    // Windows has no signals: this program speaks PostgreSQL's replacement for them.
    spawnSync(binary(binaries, "pg_ctl"), ["kill", "INT", String(pid)], { cwd: place.cluster });
  } else {
    signal(pid, "SIGINT");
  }
}

function runsIn(pid: number, cluster: string): boolean {
  if (process.platform === "win32") return true;
  if (process.platform !== "linux") {
    const { stdout } = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return stdout.includes("postgres");
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    // A process of another account, whose folder we may not ask for. Better to believe the file.
    return isAlive(pid);
  }
}

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST_LOG) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}
