import type { KindRegistry } from "../kinds/registry.ts";

type Served = { readonly kinds: readonly string[]; readonly closed_kinds: readonly string[] };

/** Kinds that come with another one, and are in use with it. */
const companions = (kinds: KindRegistry): ReadonlySet<string> =>
  new Set(kinds.all().flatMap(({ besides = [] }) => besides));

/** Kinds between which an organization chooses: those that come with another are not chosen apart. */
export const choosableKinds = (kinds: KindRegistry): string[] => {
  const besides = companions(kinds);
  return kinds
    .all()
    .map(({ name }) => name)
    .filter((name) => !besides.has(name));
};

/** Kinds of which cases can be opened now. */
export const openableKinds = ({ kinds, closed_kinds }: Served): string[] =>
  kinds.filter((name) => !closed_kinds.includes(name));

/**
 * What is served, and what of it is closed, once these kinds are in use. What was ever served stays served: its cases are
 * there. The order stays, so that the main kind does.
 */
export function withKindsInUse(
  kinds: KindRegistry,
  served: readonly string[],
  inUse: readonly string[],
): { kinds: string[]; closed_kinds: string[] } {
  const open = new Set(inUse.flatMap((name) => [name, ...(kinds.get(name)?.besides ?? [])]));
  const all = [...new Set([...served, ...open])];
  return { kinds: all, closed_kinds: all.filter((name) => !open.has(name)) };
}
