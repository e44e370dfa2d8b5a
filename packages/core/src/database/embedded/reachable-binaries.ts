import { chmodSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { codeOf, DatabaseStartError } from "./errors.ts";
import type { Binaries } from "./find-binaries.ts";
import { canReach } from "./reachability.ts";
import type { EmbeddedPostgresLog, UnprivilegedUser } from "./types.ts";

/** Only root writes there, so nobody else can put a program in our way. */
const COPIES = process.platform === "darwin" ? "/usr/local/var/relais" : "/var/lib/relais";

/**
 * The binaries where `user` can run them. A checkout under a closed folder such as /root cannot be entered by the
 * account that runs PostgreSQL; the binaries (60 MB) are then copied, once a version, to a folder that everyone may
 * read and only root may write.
 */
export function reachableBinaries(
  binaries: Binaries,
  user: UnprivilegedUser,
  log: EmbeddedPostgresLog,
  copies: string = COPIES,
): Binaries {
  if (canReach(join(binaries.root, "bin", "postgres"), user)) return binaries;
  const root = join(copies, `postgresql-${binaries.version}`);
  try {
    if (statSync(root, { throwIfNoEntry: false }) === undefined) {
      log.info(`Copying PostgreSQL to ${root}, where ${user.name} can run it.`);
      copy(binaries.root, copies, root);
    }
  } catch (error) {
    throw new DatabaseStartError(
      `PostgreSQL must run as ${user.name}, who cannot enter ${binaries.root}, and copying it to ${copies} failed (${codeOf(error)}). Move Relais to a folder that everyone may enter, such as /opt/relais, or start it as another user.`,
    );
  }
  const owner = statSync(root).uid;
  if (owner !== 0 || !canReach(join(root, "bin", "postgres"), user)) {
    throw new DatabaseStartError(
      `${root} should belong to root and be open to everyone, and is not. Remove it and start again.`,
    );
  }
  return { ...binaries, root };
}

/** Copies aside and renames, so that a copy that was interrupted is never taken for a whole one. */
function copy(from: string, copies: string, to: string): void {
  mkdirSync(copies, { recursive: true, mode: 0o755 });
  const aside = mkdtempSync(join(copies, "copying-"));
  try {
    // Static libraries are for compiling against PostgreSQL, not for running it.
    cpSync(from, aside, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith(".a"),
    });
    chmodSync(aside, 0o755);
    renameSync(aside, to);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    const madeByAnotherStart = codeOf(error) === "ENOTEMPTY" || codeOf(error) === "EEXIST";
    if (!madeByAnotherStart) throw error;
  }
}
