import { Caller } from "./caller.ts";
import { documentRules } from "./document.ts";
import { messageRules } from "./messages.ts";
import { requestRules } from "./requests.ts";
import { signInRules } from "./sign-in.ts";
import { socketRules } from "./socket.ts";
import { statsRules } from "./stats.ts";

/** The black-box suite of this API, against a server with the demo cast. Call it inside a `describe`. */
export function depannageRules(baseUrl: string): void {
  const caller = new Caller(baseUrl);
  signInRules(caller);
  requestRules(caller);
  messageRules(caller);
  statsRules(caller);
  socketRules(caller);
  documentRules(caller);
}
