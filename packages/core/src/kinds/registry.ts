import { readdir } from "node:fs/promises";
import { checkKind } from "./check-kind.ts";
import type { Kind } from "./kind.ts";

export type KindRegistry = {
  get(name: string): Kind | undefined;
  all(): readonly Kind[];
};

const declarations = new URL("./", import.meta.url);
/** The machinery beside the declarations. */
const notKinds = new Set(["kind.ts", "registry.ts", "check-kind.ts"]);

/** Declarations are a part of the program, alike in every process; they are read once. */
export const kinds = await loadKinds();

/**
 * Every kind that has a file in a folder: `export const kind: Kind` in `<name>.ts`. One more kind is one
 * more file. A declaration that contradicts itself stops the start.
 */
export async function loadKinds(folder = declarations): Promise<KindRegistry> {
  const files = (await readdir(folder))
    .filter((file) => /^[a-z][a-z-]*\.ts$/.test(file) && !notKinds.has(file))
    .sort();
  const found = new Map<string, Kind>();
  for (const file of files) {
    const { kind } = (await import(new URL(file, folder).href)) as { kind: Kind };
    checkKind(kind, file.replace(/\.ts$/, ""));
    found.set(kind.name, kind);
  }
  return registryOf([...found.values()]);
}

/** A registry of these declarations, each checked by its own name. */
export function registryOf(all: readonly Kind[]): KindRegistry {
  const found = new Map(all.map((kind) => [kind.name, kind]));
  for (const kind of all) {
    checkKind(kind, kind.name);
    const { conversation } = kind;
    if (conversation.opens === "thread" && !found.get(conversation.in)?.one_per_pair) {
      throw new Error(
        `kind ${kind.name}: there is no kind ${conversation.in} that is one per pair`,
      );
    }
  }
  return { get: (name) => found.get(name), all: () => all };
}
