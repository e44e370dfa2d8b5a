import { createClient, createSession } from "@relais/client";
import { forgetIncoming } from "../service-worker/incoming.ts";
import { mirrorOf } from "../service-worker/waiting.ts";
import { savesData } from "./data-saver.ts";
import { currentLanguage } from "../format/language.ts";
import { forgetPush } from "./push.ts";
import { earlyConversation, earlyFetch } from "./early.ts";

const baseUrl = location.origin;

/** The one session of this tab; other tabs share it through the SDK. */
export const session = createSession({
  baseUrl,
  fetch: earlyFetch,
  mirror: mirrorOf("relais-session"),
  language: currentLanguage,
});

/** A client without a person, for what may be asked before sign-in. Never started. */
export const visitor = createClient({
  baseUrl,
  language: currentLanguage,
  getToken: () => Promise.resolve(null),
});

/** The client of the person who is signed in. */
export function clientOf(userId: string) {
  return createClient({
    baseUrl,
    language: currentLanguage,
    viewerId: userId,
    fetch: earlyFetch,
    early: earlyConversation,
    savesData,
    getToken: (refused) => session.getToken(refused),
  });
}

/** What this device keeps for a person goes with them; how the app looks stays. */
function forget(): void {
  if (session.state.get().status !== "signed_out") return;
  void forgetIncoming();
  void forgetPush();
  for (const key of Object.keys(localStorage)) {
    if (/^relais:(draft|desk-list):/.test(key)) localStorage.removeItem(key);
  }
}
session.state.subscribe(forget);
