import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { codeOf, DatabaseStartError } from "./errors.ts";

/**
 * Makes the links between library names (`libicuuc.so.60` -> `libicuuc.so.60.2`) that npm cannot pack. The package's
 * install script makes them too, but installs with `--ignore-scripts`, and npm versions that block scripts, skip it.
 * `root` is the folder with `bin/` and `lib/`.
 */
export function linkLibraries(root: string): void {
  for (const { source, target } of listedLinks(root)) {
    // The list is relative to the package (native/lib/libpq.so.5.18), and a copy has another name than "native".
    const link = join(root, relative("native", target));
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Another start may have made it meanwhile.
      if (codeOf(error) === "EEXIST") continue;
      throw new DatabaseStartError(
        `The embedded PostgreSQL lacks the link ${link}, and it could not be made (${codeOf(error)}). Run "npm rebuild" as the owner of that folder.`,
      );
    }
  }
}

function listedLinks(root: string): { source: string; target: string }[] {
  const list = join(root, "pg-symlinks.json");
  if (!existsSync(list)) return [];
  return JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
}
