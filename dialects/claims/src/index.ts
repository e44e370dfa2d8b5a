import { keepTyping } from "@relais/core";
import {
  checkOwnWords,
  type Dialect,
  type DialectApp,
  type Operation,
  readForms,
  refuseAsDjango,
} from "@relais/dialect";
import { getClaim } from "./claims/get.ts";
import { listClaims } from "./claims/list.ts";
import { openNewClaim } from "./claims/open.ts";
import { changeConversation } from "./conversations/change.ts";
import { getConversation } from "./conversations/get.ts";
import { listConversations } from "./conversations/list.ts";
import { markRead } from "./conversations/mark-read.ts";
import { openConversation } from "./conversations/open.ts";
import { listMessages } from "./messages/list.ts";
import { sendNewMessage } from "./messages/send.ts";
import { changeSubscription } from "./push-subscriptions/change.ts";
import { getKey } from "./push-subscriptions/key.ts";
import { registerSubscription } from "./push-subscriptions/register.ts";
import { testSubscription } from "./push-subscriptions/test.ts";
import { createStatusUpdate } from "./status-updates/create.ts";
import { listStatusUpdates } from "./status-updates/list.ts";
import { createNewWarranty } from "./warranties/create.ts";
import { listAllWarranties } from "./warranties/list.ts";
import { names, roles, sides } from "./words.ts";

/** Every call, in the order of its document. */
const operations: readonly Operation[] = [
  listConversations,
  openConversation,
  getConversation,
  changeConversation,
  listMessages,
  sendNewMessage,
  markRead,
  listClaims,
  openNewClaim,
  getClaim,
  listStatusUpdates,
  createStatusUpdate,
  listAllWarranties,
  createNewWarranty,
  getKey,
  registerSubscription,
  changeSubscription,
  testSubscription,
];

/** The API of warranty claims, as its document has it and its clients know it. */
export const dialect: Dialect = {
  name: "claims",
  kind: "claim",
  roles,
  routes(app, services) {
    void app.register(
      async (scope: DialectApp) => {
        refuseAsDjango(scope, services, names);
        readForms(scope, services.core);
        // Before the schema, which keeps nothing of what it does not ask for.
        scope.addHook("preValidation", async (request) => {
          checkOwnWords(services.actorOf(request), request.body, sides);
        });
        for (const operation of operations) operation(scope, services);
      },
      { prefix: "/claims/api" },
    );
  },
  sockets: [],
  // `typing_indicators` is read in SQL: only while this API is served is it written.
  keep({ core, realtime }) {
    const kept = keepTyping(core, dialect.kind);
    const stop = realtime.listenToTyping((typed) => kept.note(typed));
    return async () => {
      stop();
      await kept.settled();
    };
  },
};
