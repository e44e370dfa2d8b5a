import type { CasesState } from "@relais/client";
import { useCases } from "@relais/react";
import { createContext, type ReactNode, use } from "react";

const CasesContext = createContext<CasesState | null>(null);

/** The live list of cases, followed once for all screens. Without a network the SDK brings back the last one. */
export function CasesProvider({ children }: { children: ReactNode }) {
  return <CasesContext value={useCases()}>{children}</CasesContext>;
}

export function useCaseList(): CasesState {
  const state = use(CasesContext);
  if (!state) throw new Error("useCaseList needs <CasesProvider> above it");
  return state;
}
