import { Caller } from "./caller.ts";
import { documentRules } from "./document.ts";
import { claimRules } from "./claims.ts";
import { conversationRules } from "./conversations.ts";
import { guestRules } from "./guests.ts";
import { messageRules } from "./messages.ts";
import { pushRules } from "./push.ts";
import { warrantyRules } from "./warranties.ts";

/** The black-box suite of this API, against a server with the demo cast. Call it inside a `describe`. */
export function claimsRules(baseUrl: string): void {
  const caller = new Caller(baseUrl);
  conversationRules(caller);
  messageRules(caller);
  claimRules(caller);
  warrantyRules(caller);
  guestRules(caller);
  pushRules(caller);
  documentRules(caller);
}
