import { at, type Json } from "./json.ts";

/** What happened in a tree: at `path` everything is replaced by `data` (`put`), or each of its keys is (`patch`). */
export type Change = {
  readonly kind: "put" | "patch";
  readonly path: readonly string[];
  readonly data: Json | null;
};

/** A patch that may take values away. */
export type Patch = Readonly<Record<string, Json | null>>;

export const put = (path: readonly string[], data: Json | null): Change => ({
  kind: "put",
  path,
  data,
});

/** A null among the values takes one away; JSON carries it as it is. */
export const patch = (path: readonly string[], data: Patch): Change => ({
  kind: "patch",
  path,
  data: data as Json,
});

/** The change as somebody sees it who looks at a place, with paths from there; null when it does not concern them. */
export function seenFrom(place: readonly string[], change: Change): Change | null {
  const { path, data } = change;
  const shared = Math.min(place.length, path.length);
  for (let index = 0; index < shared; index += 1) {
    if (place[index] !== path[index]) return null;
  }
  if (path.length >= place.length) return { ...change, path: path.slice(place.length) };
  const inside = place.slice(path.length);
  if (change.kind === "put") return put([], at(data, inside));
  const [key = ""] = inside;
  if (typeof data !== "object" || data === null || !Object.hasOwn(data, key)) return null;
  return put([], at(data, inside));
}
