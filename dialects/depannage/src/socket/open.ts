import { conversationSocket } from "@relais/dialect";
import { Room } from "./room.ts";
import { Session } from "./session.ts";

export const chatSocket = conversationSocket({
  address: "/ws/chat/{id}/",
  room: (options) => new Room(options),
  session: (link, options) => new Session(link, options),
});
