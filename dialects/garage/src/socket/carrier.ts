import type { Carrier } from "@relais/realtime";
import type { Socket } from "socket.io";

/**
 * Of a client whom Socket.IO holds; what is sent waits until it has told the client that it is connected. Before that,
 * `refused` hears that the connection has ended: Socket.IO then says so itself.
 */
export function carrierOf(socket: Socket, refused: () => void): Carrier & { begin(): void } {
  const { conn } = socket;
  let early: string[] | undefined = [];
  // Characters that the engine has not handed to the network: near enough to bytes.
  let pending = 0;
  conn.on("drain", () => {
    pending = 0;
  });
  const write = (texts: readonly string[]): void => {
    for (const text of texts) {
      pending += text.length;
      conn.write(text);
    }
  };
  return {
    get pending() {
      return pending;
    },
    send(texts) {
      if (early === undefined) write(texts);
      else early.push(...texts);
    },
    begin() {
      const texts = early ?? [];
      early = undefined;
      write(texts);
    },
    whenDrained(callback) {
      if (conn.readyState !== "open" || pending === 0) setImmediate(callback);
      else conn.once("drain", callback);
    },
    close(reason) {
      if (early !== undefined) refused();
      // A client comes back by itself when its transport breaks, and not when it is told to go.
      else if (reason === "session_ended" || reason === "link_ended") socket.disconnect(true);
      else conn.close();
    },
  };
}
