import type { DeskEntry, DeskListState, DeskQuery } from "@relais/client/desk";
import { useEffect, useMemo } from "react";
import { isSameQuery } from "./views.ts";

/** Forgotten when the person signs out (session.ts). */
const prefix = "relais:desk-list:";
const kept = 50;

type Kept = { readonly query: DeskQuery; readonly entries: readonly DeskEntry[] };

function read(personId: string, query: DeskQuery): readonly DeskEntry[] {
  try {
    const known = JSON.parse(localStorage.getItem(prefix + personId) ?? "null") as Kept | null;
    return known !== null && isSameQuery(known.query, query) ? known.entries : [];
  } catch {
    return [];
  }
}

/** The view that was looked at last, as it was, where the server does not answer after a reload. */
export function useKeptList(
  personId: string,
  query: DeskQuery,
  state: DeskListState,
): DeskListState {
  const { status, entries } = state;
  useEffect(() => {
    if (status !== "ready") return;
    try {
      const known: Kept = { query, entries: entries.slice(0, kept) };
      localStorage.setItem(prefix + personId, JSON.stringify(known));
    } catch {
      // No room on this device: then nothing is shown without a network.
    }
  }, [personId, query, status, entries]);
  return useMemo(() => {
    if (status === "ready" || !state.failed) return state;
    const known = read(personId, query);
    return known.length === 0 ? state : { ...state, status: "ready", entries: known };
  }, [personId, query, state, status]);
}
