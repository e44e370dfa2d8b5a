import { readdir } from "node:fs/promises";
import { checkKind } from "./check-kind.ts";
import type { Kind } from "./kind.ts";

export type KindRegistry = {
  get(name: string): Kind | undefined;
  all(): Kind[];
};

const folder = new URL("./", import.meta.url);
/** The machinery beside the declarations. */
const notKinds = new Set(["kind.ts", "registry.ts", "check-kind.ts"]);

/** Declarations are a part of the program, alike in every process; they are read once. */
export const kinds = await loadKinds();

/**
 * Every kind that has a file here: `export const kind: Kind` in `<name>.ts`. A sixth kind is a sixth
 * file. A declaration that contradicts itself stops the start.
 */
async function loadKinds(): Promise<KindRegistry> {
  const files = (await readdir(folder))
    .filter((file) => /^[a-z][a-z-]*\.ts$/.test(file) && !notKinds.has(file))
    .sort();
  const found = new Map<string, Kind>();
  for (const file of files) {
    const { kind } = (await import(new URL(file, folder).href)) as { kind: Kind };
    checkKind(kind, file.replace(/\.ts$/, ""));
    found.set(kind.name, kind);
  }
  const all = [...found.values()];
  return { get: (name) => found.get(name), all: () => all };
}
