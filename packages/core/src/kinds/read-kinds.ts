import { readdir } from "node:fs/promises";
import type { Kind } from "./kind.ts";

const declarations = new URL("./", import.meta.url);
/** The machinery beside the declarations. */
const notKinds = new Set(["kind.ts", "registry.ts", "check-kind.ts", "read-kinds.ts"]);

/**
 * What the files of a folder declare, `export const kind: Kind` in `<name>.ts`, by name of the file. The built server
 * has no folder to read: there the build puts a list in the place of this module.
 */
export async function readKinds(folder = declarations): Promise<[name: string, kind: Kind][]> {
  const files = (await readdir(folder))
    .filter((file) => /^[a-z][a-z-]*\.ts$/.test(file) && !notKinds.has(file))
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const { kind } = (await import(new URL(file, folder).href)) as { kind: Kind };
      return [file.replace(/\.ts$/, ""), kind] as [string, Kind];
    }),
  );
}
