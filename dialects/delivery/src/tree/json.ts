/** A value of the tree. A place without one is absent: null deletes, as in Firebase. */
export type Json = string | number | boolean | JsonObject;
export type JsonObject = { [key: string]: Json };

type Loose = string | number | boolean | null | { readonly [key: string]: Loose };

/** Only what has a value: the tree knows no null, and no node without anything in it. */
export function pruned(value: Loose): Json | null {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, one]) => {
    const kept = pruned(one);
    return kept === null ? [] : [[key, kept] as const];
  });
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** What stands at a path, null where nothing does. */
export function at(value: Json | null, path: readonly string[]): Json | null {
  let found: Json | null = value;
  for (const name of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return null;
    found = found[name] ?? null;
  }
  return found;
}
