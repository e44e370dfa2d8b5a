import {
  type Dialect,
  type Operation,
  readForms,
  refuseAsDjango,
  refuseLies,
} from "@relais/dialect";
import { readDashboard } from "./chat/dashboard.ts";
import { getConversation } from "./chat/get-conversation.ts";
import { listConversations } from "./chat/list-conversations.ts";
import { listMessages } from "./chat/list-messages.ts";
import { markAsRead } from "./chat/mark-as-read.ts";
import { sendLocation } from "./chat/send-location.ts";
import { sendChatMessage } from "./chat/send-message.ts";
import { sendVoice } from "./chat/send-voice.ts";
import { readStats } from "./chat/stats.ts";
import { acceptRequest } from "./requests/accept.ts";
import { changeRequestStatus } from "./requests/change-status.ts";
import { getRequest } from "./requests/get.ts";
import { listRequests } from "./requests/list.ts";
import { openRequest } from "./requests/open.ts";
import { chatSocket } from "./socket/open.ts";
import { names, roles } from "./words.ts";

/** Every call, in the order of its document. */
const operations: readonly Operation[] = [
  openRequest,
  listRequests,
  getRequest,
  acceptRequest,
  changeRequestStatus,
  listConversations,
  getConversation,
  listMessages,
  sendChatMessage,
  sendLocation,
  sendVoice,
  markAsRead,
  readStats,
  readDashboard,
];

/** The API of the breakdown service, as its document has it and its clients know it. */
export const dialect: Dialect = {
  name: "depannage",
  kind: "request",
  roles,
  routes(app, services) {
    void app.register(
      async (scope: typeof app) => {
        refuseAsDjango(scope, services, names);
        readForms(scope, services.core);
        refuseLies(scope, services, roles);
        for (const operation of operations) operation(scope, services);
      },
      { prefix: "/depannage/api" },
    );
  },
  sockets: [chatSocket],
};
