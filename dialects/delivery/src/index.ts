import { type Dialect, type Operation, refuseAsDjango, refuseLies } from "@relais/dialect";
import { changeDeliveryStatus } from "./deliveries/change-status.ts";
import { getDelivery } from "./deliveries/get.ts";
import { listDeliveries } from "./deliveries/list.ts";
import { listMessages } from "./messages/list.ts";
import { markMessagesAsRead } from "./messages/mark-as-read.ts";
import { sendChatMessage } from "./messages/send.ts";
import { mirrors } from "./mirror/mirrors.ts";
import { archiveRoom } from "./rooms/archive.ts";
import { createRoom } from "./rooms/create.ts";
import { getRoom } from "./rooms/get.ts";
import { listRooms } from "./rooms/list.ts";
import { markRoomAsRead } from "./rooms/mark-as-read.ts";
import { countUnread } from "./rooms/unread-count.ts";
import { pollRoutes } from "./tree/poll/routes.ts";
import { treeRoutes } from "./tree/routes.ts";
import { treeSocket } from "./tree/socket/open.ts";
import { names, roles } from "./words.ts";

/** Every call, in the order of its document. */
const operations: readonly Operation[] = [
  listRooms,
  getRoom,
  createRoom,
  markRoomAsRead,
  archiveRoom,
  countUnread,
  listMessages,
  sendChatMessage,
  markMessagesAsRead,
  listDeliveries,
  getDelivery,
  changeDeliveryStatus,
];

/** The API of the delivery service, as its document has it and its clients know it. */
export const dialect: Dialect = {
  name: "delivery",
  kind: "delivery",
  roles,
  routes(app, services) {
    void app.register(
      async (scope: typeof app) => {
        refuseAsDjango(scope, services, names);
        refuseLies(scope, services, roles);
        for (const operation of operations) operation(scope, services);
      },
      { prefix: "/api/v1" },
    );
    void app.register(async (scope: typeof app) => treeRoutes(scope, services));
    void app.register(async (scope: typeof app) => pollRoutes(scope, services));
  },
  sockets: [treeSocket],
  reactions: mirrors,
};
