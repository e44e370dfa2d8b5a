import type { Core } from "@relais/core";
import type { DialectSocket } from "@relais/dialect";
import { Room } from "./room.ts";
import { Session } from "./session.ts";

type Shared = { readonly room: Room; sockets: number };

/** Rooms that somebody is in, of each core. */
const rooms = new WeakMap<Core, Map<string, Shared>>();

/** `/ws/chat/{conversation}/?token=`: an access token, or, better, a one-time ticket. */
export const chatSocket: DialectSocket = {
  path: /^\/ws\/chat\/([^/]+)\/?$/,
  open(services, { request, socket, head }, [, conversationId = ""]) {
    const { realtime, core } = services;
    const token = new URL(request.url ?? "", "http://relais").searchParams.get("token") ?? "";
    realtime.interpretUpgrade(request, socket, head, (link) => {
      const language = services.languageOf(request);
      const origin = services.originOf(request);
      const { room, leave } = enter(
        core,
        `${conversationId} ${language} ${origin}`,
        () => new Room(core, language, origin),
      );
      socket.once("close", leave);
      return new Session(link, { core, conversationId, token, language, room });
    });
  },
};

function enter(core: Core, key: string, create: () => Room): { room: Room; leave: () => void } {
  const all = rooms.get(core) ?? new Map<string, Shared>();
  rooms.set(core, all);
  const shared = all.get(key) ?? { room: create(), sockets: 0 };
  all.set(key, shared);
  shared.sockets += 1;
  const leave = () => {
    shared.sockets -= 1;
    if (shared.sockets === 0) all.delete(key);
  };
  return { room: shared.room, leave };
}
