import type { DialectApp, DialectServices, DialectSocket } from "@relais/dialect";
import type { Server } from "engine.io";
import { engineOf, openEngine } from "./engine.ts";

/** Socket.IO's default path, for WebSockets. */
export const socketIo: DialectSocket = {
  path: /^\/socket\.io\/?$/,
  open(services, { request, socket, head }) {
    const engine = engineOf(services);
    if (engine === undefined) socket.destroy();
    // The engine's types name the request that it makes of this one.
    else engine.handleUpgrade(request as Parameters<Server["handleUpgrade"]>[0], socket, head);
  },
};

/** The same by polling: to begin with, and for networks that break WebSockets. */
export function pollSocketIo(app: DialectApp, services: DialectServices): void {
  const engine = openEngine(app, services);
  // The engine reads bodies itself.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));
  app.route({
    method: ["GET", "POST"],
    url: "/socket.io",
    schema: { hide: true },
    handler: (request, reply) => {
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value);
      }
      void reply.hijack();
      const asked = request.raw as Parameters<Server["handleRequest"]>[0];
      engine.handleRequest(asked, reply.raw as Parameters<Server["handleRequest"]>[1]);
    },
  });
}
