import { limits } from "@relais/protocol";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Connection } from "./connection.ts";

const pingFrame = EncodedFrame.of({ type: "ping" });

/** Time given to renew an access token that has just ended. */
const renewalMilliseconds = 30_000;

/**
 * One look over all connections instead of a timer each. Silent for one heartbeat: asked (`ping`).
 * Silent for two: gone, whatever TCP believes.
 */
export function lookAfter(connections: Iterable<Connection>, now: number, date: number): void {
  for (const connection of connections) {
    if (connection.closed) continue;
    const silent = now - connection.heardAt;
    if (connection.identity === undefined) {
      // Counted from the opening: whoever keeps talking without saying hello must not stay.
      if (now - connection.openedAt > limits.helloMilliseconds) connection.close("hello_timeout");
    } else if (date > connection.identity.expiresAt + renewalMilliseconds) {
      connection.close("unauthenticated");
    } else if (silent > 2 * limits.heartbeatMilliseconds) {
      connection.close("heartbeat_missed");
    } else if (silent > limits.heartbeatMilliseconds && !connection.pinged) {
      connection.pinged = true;
      if (connection.transport.ping === undefined) connection.enqueue(pingFrame);
      else connection.transport.ping();
    }
  }
}
