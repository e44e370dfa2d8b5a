import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Realtime } from "@relais/realtime";
import type { OpenSocket } from "./dialects.ts";
import { isAllowedOrigin } from "./http/origin.ts";

/** The one entrance for upgrades: our path to realtime, those of dialects to them, the rest is told no and cut. */
export function routeUpgrades(
  server: Server,
  realtime: Realtime,
  allowedOrigins: readonly string[],
  socketAt: OpenSocket,
): void {
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Nobody listens to this socket yet: an error on it would end the process.
    socket.on("error", () => socket.destroy());
    const path = request.url?.split("?", 1)[0] ?? "";
    const open =
      path === "/v1/socket" ? () => realtime.handleUpgrade(request, socket, head) : socketAt(path);
    if (open === undefined) return refuse(socket, "404 Not Found");
    if (!isAllowedOrigin(request, allowedOrigins)) return refuse(socket, "403 Forbidden");
    open({ request, socket, head });
  });
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    socket.destroy(),
  );
}
