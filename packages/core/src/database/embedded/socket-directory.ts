import { createHash } from "node:crypto";
import { chownSync, lstatSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { codeOf, DatabaseStartError } from "./errors.ts";
import type { UnprivilegedUser } from "./types.ts";

/** Names the socket file only: nothing listens on a network, so it collides with nobody. */
export const SOCKET_PORT = 5432;

/** The kernel's limit for a socket's path, without the closing zero: 104 bytes on macOS, 108 on Linux. */
const LONGEST_PATH = process.platform === "darwin" ? 103 : 107;

export type SocketDirectory = {
  /** For clients. */
  readonly path: string;
  /** For the server, whose working directory is the cluster. */
  readonly forServer: string;
};

/**
 * The folder of the unix socket, made when missing: inside the data directory, or a short one of its own under /tmp
 * when that path would be too long to bind. Only its owner may enter.
 *
 * That is the whole access control: pg_hba trusts every local connection, because nobody but the account that runs
 * PostgreSQL, and root, can reach the socket, and both can read the data files anyway. Peer authentication would
 * add nothing, and fails in containers whose user has no name. When we are root and PostgreSQL is another account
 * the folder belongs to that account; root passes all the same.
 */
export function openSocketDirectory(
  dataDirectory: string,
  user: UnprivilegedUser | undefined,
): SocketDirectory {
  const inside = join(dataDirectory, "socket");
  if (fits(inside)) {
    makePrivate(inside, user);
    return { path: inside, forServer: "../socket" };
  }
  const hash = createHash("sha256").update(dataDirectory).digest("hex").slice(0, 16);
  const short = `/tmp/relais-${hash}`;
  makePrivate(short, user);
  return { path: short, forServer: short };
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${SOCKET_PORT}`)) <= LONGEST_PATH;
}

function makePrivate(folder: string, user: UnprivilegedUser | undefined): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
    if (user !== undefined) chownSync(folder, user.uid, user.gid);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
  // Under /tmp somebody else may have made it first, to listen in: never use a folder that others may enter.
  const found = lstatSync(folder);
  const owner = user?.uid ?? process.getuid?.();
  if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o077) !== 0) {
    throw new DatabaseStartError(
      `${folder} should be a folder that belongs to user ${owner} with mode 0700, and is not. Remove it and start again.`,
    );
  }
}
