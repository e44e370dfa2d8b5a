import type { Me } from "@relais/client";
import { createContext, use } from "react";

/** The person whom this page is for: signed in, or come by a link. */
export const MeContext = createContext<Me | null>(null);

/** Throws where there is nobody. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error("useMe needs <SignedIn> or a guest above it");
  return me;
}
