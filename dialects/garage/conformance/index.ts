import { appointmentRules } from "./appointments.ts";
import { Caller } from "./caller.ts";
import { documentRules } from "./document.ts";
import { messageRules } from "./messages.ts";
import { socketRules } from "./socket.ts";

/** The black-box suite of this API, against a server with the demo cast. Call it inside a `describe`. */
export function garageRules(baseUrl: string): void {
  const caller = new Caller(baseUrl);
  messageRules(caller);
  appointmentRules(caller);
  socketRules(caller);
  documentRules(caller);
}
