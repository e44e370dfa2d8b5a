import {
  type Client,
  createClient,
  createSession,
  type Session,
  type SessionMirror,
  type Visit,
} from "@relais/client";
import { mirrorOf } from "../service-worker/waiting.ts";
import { currentLanguage } from "../format/language.ts";
import { earlyConversation, earlyFetch } from "./early.ts";

const baseUrl = location.origin;

/** Where a guest comes in, and what this device keeps of them there. */
export type GuestPlace = {
  readonly session: Session;
  client(userId: string): Client;
  /** What was told of the visit last: the page opens without a network as well. */
  keptVisit(): Visit | null;
  keepVisit(visit: Visit): void;
};

/** Two places of other names on one device know nothing of each other. */
export function guestPlace(name: string, visitKey: string, mirror?: SessionMirror): GuestPlace {
  const session = createSession({
    baseUrl,
    name,
    fetch: earlyFetch,
    language: currentLanguage,
    ...(mirror !== undefined && { mirror }),
  });
  return {
    session,
    client: (userId) =>
      createClient({
        baseUrl,
        language: currentLanguage,
        viewerId: userId,
        fetch: earlyFetch,
        early: earlyConversation,
        getToken: (refused) => session.getToken(refused),
      }),
    keptVisit() {
      try {
        return JSON.parse(localStorage.getItem(visitKey) ?? "null") as Visit | null;
      } catch {
        return null;
      }
    },
    keepVisit(visit) {
      try {
        localStorage.setItem(visitKey, JSON.stringify(visit));
      } catch {
        // Storage is full or refused: the visit lasts as long as the page.
      }
    },
  };
}

/** Whoever came by a customer's link; an account on the same device is another matter. */
export const byLink = guestPlace("relais-guest", "relais:visit", mirrorOf("relais-guest"));
