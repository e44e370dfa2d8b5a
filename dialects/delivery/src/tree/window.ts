import { type Change, put } from "./change.ts";
import type { Json } from "./json.ts";
import { type Query, select } from "./query.ts";

/** What a listener with a query has: only what enters, leaves or changes within it is told. */
export class Window {
  readonly #query: Query;
  #shown: Json | null = null;

  constructor(query: Query) {
    this.#query = query;
  }

  /** Everything of it, anew. */
  show(value: Json | null): Json | null {
    this.#shown = select(value, this.#query);
    return this.#shown;
  }

  /** Child by child. */
  changesTo(value: Json | null): Change[] {
    const before = childrenOf(this.#shown);
    const after = childrenOf(this.show(value));
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys]
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => put([key], after[key] ?? null));
  }
}

const childrenOf = (value: Json | null): Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null ? value : {};
