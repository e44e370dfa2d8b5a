import type { CasesState } from "@relais/client";
import { useClient } from "./use-client.ts";
import { useReadable } from "./use-readable.ts";

/** The list of cases and what awaits the person in each; followed while a component uses it. */
export function useCases(): CasesState {
  return useReadable(useClient().cases);
}
