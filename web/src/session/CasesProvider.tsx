import type { CasesState } from "@relais/client";
import { useCases } from "@relais/react";
import { createContext, type ReactNode, use, useEffect, useRef, useState } from "react";
import { useMe } from "./SignedIn.tsx";

const CasesContext = createContext<CasesState | null>(null);
/** A burst of changes is kept once. */
const calmMs = 500;

const keyOf = (userId: string) => `relais:cases:${userId}`;

function kept(userId: string): CasesState | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(userId)) ?? "null");
  } catch {
    return null;
  }
}

function keep(userId: string, state: CasesState): void {
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify(state));
  } catch {
    // Storage is full or refused: the next opening without a network will have no list.
  }
}

/**
 * The live list of cases. Until it is there, the one of last time: the app opens at once, and without
 * a network it still leads to every conversation and to what waits to be sent.
 */
export function CasesProvider({ children }: { children: ReactNode }) {
  const me = useMe();
  const live = useCases();
  const [before] = useState(() => kept(me.id));
  const keptAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (live.status !== "ready") return;
    const keepNow = () => {
      keptAt.current = performance.now();
      keep(me.id, live);
    };
    // The first list is kept at once: the tab may be killed the moment after.
    const pause = keptAt.current + calmMs - performance.now();
    if (pause <= 0) return keepNow();
    const timer = setTimeout(keepNow, pause);
    return () => clearTimeout(timer);
  }, [live, me.id]);
  const shown = live.status === "loading" && before ? before : live;
  return <CasesContext value={shown}>{children}</CasesContext>;
}

export function useCaseList(): CasesState {
  const state = use(CasesContext);
  if (!state) throw new Error("useCaseList needs <CasesProvider> above it");
  return state;
}
