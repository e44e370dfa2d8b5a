import { readFileSync, statSync } from "node:fs";
import { DatabaseStartError } from "./errors.ts";
import type { UnprivilegedUser } from "./types.ts";

/**
 * Who must run PostgreSQL: undefined means "we ourselves". PostgreSQL refuses to run as root, so when we are root it
 * is the owner of an existing cluster, else `postgres`, else `nobody`. No account is ever created on the host.
 */
export function findUnprivilegedUser(clusterDirectory: string): UnprivilegedUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(clusterDirectory, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) {
    return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  }
  const accounts = readAccounts();
  const user = ["postgres", "_postgres", "nobody"]
    .map((name) => accounts.find((account) => account.name === name))
    .find((account) => account !== undefined && account.uid !== 0);
  if (user !== undefined) return user;
  throw new DatabaseStartError(
    "PostgreSQL refuses to run as root, and this system has neither a postgres nor a nobody account. Start Relais as another user.",
  );
}

function readAccounts(): UnprivilegedUser[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 7)
    .map(([name = "", , uid, gid]) => ({ name, uid: unsigned(uid), gid: unsigned(gid) }));
}

/** macOS writes nobody as -2, which the system calls take as an unsigned number. */
function unsigned(id: string | undefined): number {
  return Number(id) >>> 0;
}
