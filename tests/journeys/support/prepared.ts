import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

export const preparedVariable = "RELAIS_RUN_PREPARED";

/** So long a demonstration counts as new: some of it is told by the clock. */
const freshMs = 600_000;

/** The same files with the same owners: a database is particular about both. */
const copy = (from: string, to: string) => promisify(execFile)("cp", ["-a", `${from}/.`, to]);

/**
 * Fills the empty folder of a server with what its first start makes: database, people, stories, keys. One of a run makes
 * it, the others copy: that is five seconds less for each. While it is being made others make their own.
 */
export async function prepare(
  folder: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  const shared = process.env[preparedVariable];
  if (shared === undefined) return;
  const name = String(Math.floor(Date.now() / freshMs));
  const [ready, making] = [join(shared, name), join(shared, `${name}-making`)];
  if (!existsSync(ready)) {
    try {
      await mkdir(making);
    } catch {
      return;
    }
    await make(making);
    await rename(making, ready);
  }
  await copy(ready, folder);
}
