import { Caller } from "./caller.ts";
import { documentRules } from "./document.ts";
import { deliveryListRules } from "./deliveries.ts";
import { messageRules } from "./messages.ts";
import { pollingRules } from "./polling.ts";
import { roomRules } from "./rooms.ts";
import { treeRules } from "./tree.ts";

/** The black-box suite of this API, against a server with the demo cast. Call it inside a `describe`. */
export function deliveryRules(baseUrl: string): void {
  const caller = new Caller(baseUrl);
  deliveryListRules(caller);
  roomRules(caller);
  messageRules(caller);
  treeRules(caller);
  pollingRules(caller);
  documentRules(caller);
}
