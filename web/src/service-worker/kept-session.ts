import { createSession, memorySession, type Session } from "@relais/client";
import { mirrorOf } from "./waiting.ts";

/** Sessions of this browser: of an account, and of a link. */
export const sessionNames = ["relais-session", "relais-guest"] as const;

/** A session that a page has kept for the service worker; null when nobody is signed in there. */
export async function keptSession(name: string): Promise<Session | null> {
  const mirror = mirrorOf(name);
  const kept = await mirror.read();
  if (kept === null) return null;
  const baseUrl = location.origin;
  const storage = memorySession();
  storage.write(kept);
  const session = createSession({
    baseUrl,
    name,
    mirror,
    // The lock of the pages: a refresh token serves once.
    storage: { ...storage, shared: `${name} ${baseUrl}` },
    erase: () => Promise.resolve(),
  });
  return session.state.get().status === "signed_out" ? null : session;
}
