import { createClient, createSession, type Visit } from "@relais/client";
import { mirrorOf } from "../service-worker/waiting.ts";
import { currentLanguage } from "../format/language.ts";
import { earlyConversation, earlyFetch } from "./early.ts";

const baseUrl = location.origin;
const visitKey = "relais:visit";

/** Whoever came by a customer's link; an account on the same device is another matter. */
export const guestSession = createSession({
  baseUrl,
  name: "relais-guest",
  fetch: earlyFetch,
  mirror: mirrorOf("relais-guest"),
  language: currentLanguage,
});

export function guestClient(userId: string) {
  return createClient({
    baseUrl,
    language: currentLanguage,
    viewerId: userId,
    fetch: earlyFetch,
    early: earlyConversation,
    getToken: (refused) => guestSession.getToken(refused),
  });
}

/** What was told of the visit last: the page opens without a network as well. */
export function keptVisit(): Visit | null {
  try {
    return JSON.parse(localStorage.getItem(visitKey) ?? "null") as Visit | null;
  } catch {
    return null;
  }
}

export function keepVisit(visit: Visit): void {
  try {
    localStorage.setItem(visitKey, JSON.stringify(visit));
  } catch {
    // Storage is full or refused: the visit lasts as long as the page.
  }
}
