import type { DeskQuery } from "@relais/client/desk";
import { useSyncExternalStore } from "react";
import type { HeldLine } from "./held-line.ts";

export type Density = "comfortable" | "compact";

/** What is open above the desk, and for which cases. */
export type DeskSheet =
  | {
      readonly name: "assign" | "snooze" | "priority" | "tag" | "move" | "close";
      readonly ids: readonly string[];
    }
  | { readonly name: "palette" | "find" | "help" | "filters" | "rule" | "team" };

export type DeskState = {
  readonly query: DeskQuery;
  readonly density: Density;
  /** Chosen with x: what is done next is done to all of them. */
  readonly selection: ReadonlySet<string>;
  readonly sheet: DeskSheet | null;
  /** What had the focus when it was asked for. */
  readonly from: Element | null;
  /** Closed in a moment, unless it is taken back. */
  readonly closing: ReadonlySet<string>;
  /** The line that one came to last: it holds its place. */
  readonly held: HeldLine | null;
};

const storageKey = "relais:desk";
const first: DeskState = {
  query: { view: "mine" },
  density: "comfortable",
  selection: new Set(),
  sheet: null,
  from: null,
  closing: new Set(),
  held: null,
};

function stored(): DeskState {
  try {
    return { ...first, ...JSON.parse(localStorage.getItem(storageKey) ?? "{}") };
  } catch {
    return first;
  }
}

let current = stored();
const listeners = new Set<() => void>();

/** Changes the desk of this device; the view and the density are kept. */
export function setDesk(change: Partial<DeskState>): void {
  const asks = current.sheet === null && change.sheet != null;
  current = { ...current, ...change, ...(asks && { from: document.activeElement }) };
  const { query, density } = current;
  localStorage.setItem(storageKey, JSON.stringify({ query, density }));
  for (const listener of listeners) listener();
}

export const deskState = (): DeskState => current;

/** Looks at something else: what was chosen stays behind. */
export const lookAt = (query: DeskQuery): void =>
  setDesk({ query, selection: new Set(), held: null });

export function toggleSelected(id: string): void {
  const selection = new Set(current.selection);
  if (!selection.delete(id)) selection.add(id);
  setDesk({ selection });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useDeskState = (): DeskState => useSyncExternalStore(subscribe, deskState);
