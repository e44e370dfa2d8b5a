import { type DialectSocket, Rooms } from "@relais/dialect";
import { Room } from "./room.ts";
import { Session } from "./session.ts";

const rooms = new Rooms<Room>();

/** `/ws/chat/{conversation}/?token=`: an access token, or, better, a one-time ticket. */
export const chatSocket: DialectSocket = {
  path: /^\/ws\/chat\/([^/]+)\/?$/,
  address: "/ws/chat/{id}/",
  open(services, { request, socket, head }, [, conversationId = ""]) {
    const { realtime, core } = services;
    const token = new URL(request.url ?? "", "http://relais").searchParams.get("token") ?? "";
    realtime.interpretUpgrade(request, socket, head, (link) => {
      const language = services.languageOf(request);
      const origin = services.originOf(request);
      const { room, leave } = rooms.enter(
        core,
        `${conversationId} ${language} ${origin}`,
        () => new Room(core, language, origin),
      );
      socket.once("close", leave);
      return new Session(link, { core, conversationId, token, language, room });
    });
  },
};
