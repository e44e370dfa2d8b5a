import type { Session, SessionState } from "@relais/client";
import { use } from "react";
import { RelaisContext } from "./context.ts";
import { useReadable } from "./use-readable.ts";

/** The session of the nearest provider, and its state. Throws where the provider has none. */
export function useSession(): { session: Session; state: SessionState } {
  const session = use(RelaisContext)?.session;
  if (!session) throw new Error("useSession needs a <RelaisProvider session={…}> above it");
  return { session, state: useReadable(session.state) };
}
