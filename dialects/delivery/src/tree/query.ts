import { at, type Json } from "./json.ts";

/** Which children of a place are wanted, and in what order they are looked at. */
export type Query = {
  /** `$key`, `$value`, `$priority`, or the path of a child. */
  readonly by: string;
  readonly start?: Bound | undefined;
  readonly end?: Bound | undefined;
  readonly limit?: { readonly count: number; readonly from: "first" | "last" } | undefined;
};
export type Bound = {
  readonly value: string | number | boolean | null;
  /** With equal values, from or up to this key. */
  readonly key?: string | undefined;
  readonly open?: boolean | undefined;
};

/** Whether it leaves something out: an order alone does not, since an object has none. */
export const narrows = ({ start, end, limit }: Query): boolean =>
  start !== undefined || end !== undefined || limit !== undefined;

/** The children that a query wants, as one object; null when there is none. */
export function select(value: Json | null, query: Query): Json | null {
  if (typeof value !== "object" || value === null) return null;
  const { by, start, end, limit } = query;
  const sorted = Object.entries(value)
    .map(([key, child]) => ({ key, child, by: valueOf(key, child, by) }))
    .sort((one, other) => compare(one.by, other.by) || compareKeys(one.key, other.key))
    .filter((one) => start === undefined || isWithin(one, start, 1))
    .filter((one) => end === undefined || isWithin(one, end, -1));
  const kept =
    limit === undefined
      ? sorted
      : limit.from === "first"
        ? sorted.slice(0, limit.count)
        : sorted.slice(-limit.count);
  return kept.length === 0 ? null : Object.fromEntries(kept.map(({ key, child }) => [key, child]));
}

type Value = Bound["value"];

function valueOf(key: string, child: Json, by: string): Value {
  if (by === "$key") return key;
  if (by === "$priority") return null;
  const found = by === "$value" ? child : at(child, by.split("/"));
  return typeof found === "object" ? null : found;
}

function isWithin(one: { key: string; by: Value }, bound: Bound, side: 1 | -1): boolean {
  const order = compare(one.by, bound.value) * side;
  if (order !== 0) return order > 0;
  if (bound.key === undefined) return bound.open !== true;
  const keys = compareKeys(one.key, bound.key) * side;
  return keys > 0 || (keys === 0 && bound.open !== true);
}

/** As Firebase orders: nothing, false, true, numbers, texts. */
function rank(value: Value): number {
  if (value === null) return 0;
  if (typeof value === "boolean") return value ? 2 : 1;
  return typeof value === "number" ? 3 : 4;
}

function compare(one: Value, other: Value): number {
  const difference = rank(one) - rank(other);
  if (difference !== 0 || one === other || one === null || other === null) return difference;
  return one < other ? -1 : 1;
}

function compareKeys(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
