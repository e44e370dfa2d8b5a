import { randomBytes } from "node:crypto";
import { request } from "node:http";

/** Asks for a WebSocket as a page of this origin does; 101 where it would open. */
export function knock(address: string, origin: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const headers = {
      origin,
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": randomBytes(16).toString("base64"),
    };
    const asked = request(address, { headers });
    asked.on("response", ({ statusCode }) => resolve(statusCode));
    asked.on("upgrade", (_answer, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.end();
  });
}
