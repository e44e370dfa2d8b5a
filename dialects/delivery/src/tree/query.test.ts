import { describe, expect, test } from "vitest";
import { patch, put, seenFrom } from "./change.ts";
import { type Query, select } from "./query.ts";
import { Window } from "./window.ts";

const tree = {
  a: { at: 3, name: "trois" },
  b: { at: 1, name: "un" },
  c: { at: 2, name: "deux" },
  d: { name: "sans" },
};
const keys = (query: Query) => Object.keys(select(tree, query) ?? {}).toSorted();

describe("L5.2: a query", () => {
  test("takes the first or the last of an order; what lacks the child comes first", () => {
    expect(keys({ by: "at", limit: { count: 2, from: "first" } })).toEqual(["b", "d"]);
    expect(keys({ by: "at", limit: { count: 2, from: "last" } })).toEqual(["a", "c"]);
    expect(keys({ by: "$key", limit: { count: 1, from: "last" } })).toEqual(["d"]);
  });

  test("takes what lies between two bounds, with them or without", () => {
    expect(keys({ by: "at", start: { value: 2 } })).toEqual(["a", "c"]);
    expect(keys({ by: "at", start: { value: 2, open: true } })).toEqual(["a"]);
    expect(keys({ by: "at", start: { value: 1 }, end: { value: 2 } })).toEqual(["b", "c"]);
    expect(keys({ by: "$key", end: { value: "b" } })).toEqual(["a", "b"]);
    expect(keys({ by: "name", start: { value: "un" }, end: { value: "un" } })).toEqual(["b"]);
  });

  test("finds nothing in what has no children", () => {
    expect(select("un", { by: "$key" })).toBeNull();
    expect(select(tree, { by: "at", start: { value: 9 } })).toBeNull();
  });

  test("L6.4: tells only what enters, leaves or changes", () => {
    const window = new Window({ by: "at", limit: { count: 1, from: "last" } });
    expect(window.show(tree)).toEqual({ a: tree.a });
    expect(window.changesTo({ ...tree, d: { name: "encore" } })).toEqual([]);
    expect(window.changesTo({ ...tree, e: { at: 4 } })).toEqual([
      put(["a"], null),
      put(["e"], { at: 4 }),
    ]);
  });
});

describe("L6.3: a change", () => {
  test("is seen from below, from its place, from above, and not from beside", () => {
    const change = put(["messages", "m"], { text: "un", is_read: false });
    expect(seenFrom([], change)).toEqual(change);
    expect(seenFrom(["messages"], change)).toEqual(put(["m"], { text: "un", is_read: false }));
    expect(seenFrom(["messages", "m", "text"], change)).toEqual(put([], "un"));
    expect(seenFrom(["messages", "m", "none"], change)).toEqual(put([], null));
    expect(seenFrom(["messages", "other"], change)).toBeNull();
    expect(seenFrom(["metadata"], change)).toBeNull();
  });

  test("of single keys is seen by who looks at one of them", () => {
    const change = patch(["messages", "m"], { is_read: true });
    expect(seenFrom(["messages", "m", "is_read"], change)).toEqual(put([], true));
    expect(seenFrom(["messages", "m", "text"], change)).toBeNull();
  });
});
