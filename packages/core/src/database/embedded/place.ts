import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { codeOf, DatabaseStartError } from "./errors.ts";
import { canReach } from "./reachability.ts";
import { openSocketDirectory } from "./socket-directory.ts";
import type { UnprivilegedUser } from "./types.ts";
import { findUnprivilegedUser } from "./unprivileged-user.ts";

/** Where one embedded database lives, prepared so that the account that runs it can work there. */
export type Place = {
  readonly dataDirectory: string;
  /** PGDATA. */
  readonly cluster: string;
  readonly logFile: string;
  /** Undefined when PostgreSQL runs as ourselves. */
  readonly user: UnprivilegedUser | undefined;
  /** False when a folder above the data directory is closed to `user` (a checkout under /root). */
  readonly reachable: boolean;
  /** What clients call `host`: the socket's folder, or the loopback address on Windows. */
  readonly host: string;
  /** The folder of the socket, for the server; empty on Windows. */
  readonly serverSocketDirectory: string;
};

/** Makes the data directory, gives it to the account that runs PostgreSQL, and closes it to everyone else. */
export function preparePlace(directory: string): Place {
  const dataDirectory = makeDirectory(resolve(directory));
  const cluster = join(dataDirectory, "cluster");
  const user = findUnprivilegedUser(cluster);
  if (user === undefined) checkOurs(dataDirectory);
  else giveTo(user, dataDirectory, cluster);
  const reachable = user === undefined || canReach(cluster, user);
  if (!reachable && process.platform !== "linux") {
    throw new DatabaseStartError(
      `PostgreSQL must run as ${user.name}, who cannot enter ${dataDirectory}. Set RELAIS_DATA_DIR to a folder that everyone may enter, or start Relais as another user.`,
    );
  }
  const onWindows = process.platform === "win32";
  const socket = onWindows ? undefined : openSocketDirectory(dataDirectory, user);
  return {
    dataDirectory,
    cluster,
    logFile: join(dataDirectory, "postgres.log"),
    user,
    reachable,
    host: socket?.path ?? "127.0.0.1",
    serverSocketDirectory: socket?.forServer ?? "",
  };
}

/**
 * What `postgres -D` and `initdb -D` are given for a cluster that is their working directory. Below a folder that
 * their account cannot enter, its path is useless to them; but we start them inside it, and Linux lets every process
 * name its working directory.
 */
export function clusterArgument(place: Place, cluster: string): string {
  return place.reachable ? cluster : "/proc/self/cwd";
}

function makeDirectory(path: string): string {
  try {
    // Parents with the usual mode, the folder itself closed.
    mkdirSync(dirname(path), { recursive: true });
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== "EEXIST" || !isFolder(path)) {
      throw new DatabaseStartError(
        `The data directory ${path} cannot be made (${codeOf(error)}). Set RELAIS_DATA_DIR to a folder that this user may write.`,
      );
    }
  }
  return realpathSync(path);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Below a file nothing can be looked at.
    return false;
  }
}

function checkOurs(dataDirectory: string): void {
  const owner = statSync(dataDirectory).uid;
  const we = process.getuid?.();
  if (we !== undefined && owner !== we) {
    throw new DatabaseStartError(
      `The data directory ${dataDirectory} belongs to user ${owner}, and this is user ${we}. Start Relais as its owner or as root, or give it another RELAIS_DATA_DIR.`,
    );
  }
  try {
    accessSync(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new DatabaseStartError(`This user may not write in the data directory ${dataDirectory}.`);
  }
  if (we !== undefined) chmodSync(dataDirectory, 0o700);
}

function giveTo(user: UnprivilegedUser, dataDirectory: string, cluster: string): void {
  chownSync(dataDirectory, user.uid, user.gid);
  chmodSync(dataDirectory, 0o700);
  // A cluster of root comes from a copy or a backup: PostgreSQL must own every file of it.
  if (statSync(cluster, { throwIfNoEntry: false })?.uid !== 0) return;
  chownSync(cluster, user.uid, user.gid);
  for (const entry of readdirSync(cluster, { recursive: true, encoding: "utf8" })) {
    chownSync(join(cluster, entry), user.uid, user.gid);
  }
}
