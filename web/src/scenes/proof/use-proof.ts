import type { CaseView } from "@relais/client";
import { type ReactNode, useState } from "react";
import type { Transition } from "../../kind/kind.ts";

/**
 * Takes a step at once, or first asks for what it is proved by, in a `sheet` to be put somewhere in the page (true while
 * that is loaded). `take` does it without.
 */
export function useProof(subject: CaseView, take: (step: Transition) => Promise<unknown>) {
  const [sheet, setSheet] = useState<ReactNode>(null);
  const start = async (step: Transition) => {
    if (!step.proof) return take(step);
    setSheet(true);
    const loaded = await import("./open-proof.tsx").catch(() => null);
    setSheet(loaded?.openProof(subject, step, take));
    // Without a network the form may not be on this device. The server says what it cannot do without.
    return loaded ?? take(step);
  };
  return { start, sheet };
}
