import { type Dialect, type DialectApp, type Operation, refuseLies } from "@relais/dialect";
import { changeAppointment } from "./appointments/change-status.ts";
import { listAppointments } from "./appointments/list.ts";
import { openAppointment } from "./appointments/open.ts";
import { getGarage, listGarages } from "./garages/list.ts";
import { listConversations } from "./messages/list-conversations.ts";
import { markMessagesRead } from "./messages/mark-read.ts";
import { readConversation } from "./messages/read-conversation.ts";
import { sendNewMessage } from "./messages/send.ts";
import { refuseAsGarage } from "./refuse.ts";
import { pollSocketIo, socketIo } from "./socket/open.ts";
import { appointmentKind, roles } from "./words.ts";

/** Every call, in the order of its document. */
const operations: readonly Operation[] = [
  sendNewMessage,
  listConversations,
  readConversation,
  markMessagesRead,
  listAppointments,
  openAppointment,
  changeAppointment,
  listGarages,
  getGarage,
];

/** The API of the garage service, as its document has it and its clients know it. */
export const dialect: Dialect = {
  name: "garage",
  kind: appointmentKind,
  roles,
  routes(app, services) {
    void app.register(async (scope: DialectApp) => {
      refuseAsGarage(scope, services);
      refuseLies(scope, services, roles);
      for (const operation of operations) operation(scope, services);
    });
    void app.register(async (scope: DialectApp) => pollSocketIo(scope, services));
  },
  sockets: [socketIo],
};
