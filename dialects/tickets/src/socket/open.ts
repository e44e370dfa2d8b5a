import { type DialectSocket, Rooms } from "@relais/dialect";
import { Room } from "./room.ts";
import { Session } from "./session.ts";

const rooms = new Rooms<Room>();

/** `/ws/ticket/{ticket}/?token=`: an access token, or, better, a one-time ticket. */
export const ticketSocket: DialectSocket = {
  path: /^\/ws\/ticket\/([^/]+)\/?$/,
  address: "/ws/ticket/{id}/",
  open(services, { request, socket, head }, [, ticketId = ""]) {
    const { realtime, core } = services;
    const token = new URL(request.url ?? "", "http://relais").searchParams.get("token") ?? "";
    realtime.interpretUpgrade(request, socket, head, (link) => {
      const language = services.languageOf(request);
      const origin = services.originOf(request);
      const { room, leave } = rooms.enter(
        core,
        `${ticketId} ${language} ${origin}`,
        () => new Room(core, { ticketId, language, origin }),
      );
      socket.once("close", leave);
      return new Session(link, { core, ticketId, token, language, room });
    });
  },
};
