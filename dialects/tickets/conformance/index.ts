import { Caller } from "./caller.ts";
import { documentRules } from "./document.ts";
import { commentRules } from "./comments.ts";
import { guidanceRules } from "./guidance.ts";
import { peopleRules } from "./people.ts";
import { socketRules } from "./socket.ts";
import { ticketRules } from "./tickets.ts";

/** The black-box suite of this API, against a server with the demo cast. Call it inside a `describe`. */
export function ticketsRules(baseUrl: string): void {
  const caller = new Caller(baseUrl);
  peopleRules(caller);
  ticketRules(caller);
  guidanceRules(caller);
  socketRules(caller);
  // Last: it uses up what one person may send.
  commentRules(caller);
  documentRules(caller);
}
