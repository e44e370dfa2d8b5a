import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import type { Duplex } from "node:stream";

/** A WebSocket that was opened and answered, and that no program serves any more. */
export async function mute(address: string): Promise<Duplex> {
  const asked = request(address, {
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": randomBytes(16).toString("base64"),
    },
  });
  asked.end();
  // The event gives the answer and the socket.
  const [, socket] = (await once(asked, "upgrade")) as [unknown, Duplex];
  // It reads what comes, and answers nothing: not even the pings of WebSocket.
  socket.resume();
  return socket;
}
