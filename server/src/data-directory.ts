import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Config, ConfigError } from "./config.ts";

/**
 * Makes the folder that everything is kept in, and throws ConfigError where it cannot be. A server that keeps its files in
 * a bucket and its rows in an operator's database needs none, in a read-only container: false is that there is none.
 */
export function makeDataDirectory(
  config: Pick<Config, "dataDirectory" | "databaseUrl" | "objectStore">,
): boolean {
  const { dataDirectory, databaseUrl, objectStore } = config;
  try {
    makeFolder(dataDirectory);
    accessSync(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK);
    const files = join(dataDirectory, "files");
    if (objectStore === undefined && statSync(files, { throwIfNoEntry: false }))
      accessSync(files, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    if (databaseUrl !== undefined && objectStore !== undefined) return false;
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(
      `RELAIS_DATA_DIR ${dataDirectory} cannot be written (${code}): put a folder that this user may write.`,
    );
  }
}

/** One after another: `mkdir` with `recursive` never ends below /proc, where a folder is lacking and none can be made. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process was faster.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
