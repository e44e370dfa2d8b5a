import { checkKind } from "./check-kind.ts";
import type { Kind } from "./kind.ts";
import { readKinds } from "./read-kinds.ts";

export type KindRegistry = {
  get(name: string): Kind | undefined;
  all(): readonly Kind[];
};

/** Declarations are a part of the program, alike in every process; they are read once. */
export const kinds = await loadKinds();

/**
 * Every kind that has a file in a folder, `<name>.ts`; ours without one. One more kind is one more file. A declaration
 * that contradicts itself stops the start.
 */
export async function loadKinds(folder?: URL): Promise<KindRegistry> {
  const found = await readKinds(folder);
  for (const [name, kind] of found) checkKind(kind, name);
  return registryOf(found.map(([, kind]) => kind));
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
