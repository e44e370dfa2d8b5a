import type { DialectSocket } from "@relais/dialect";
import { TreeSession } from "./session.ts";

/** `/.ws?v=5&ns=`: where a Firebase client looks for its database. */
export const treeSocket: DialectSocket = {
  path: /^\/\.ws\/?$/,
  open(services, { request, socket, head }) {
    const { realtime, languageOf, originOf } = services;
    realtime.interpretUpgrade(request, socket, head, (link) => {
      const manner = { language: languageOf(request), origin: originOf(request) };
      const session = new TreeSession(link, services, manner, request.headers.host ?? "localhost");
      socket.once("close", () => session.leave(link.actor()));
      return session;
    });
  },
};
