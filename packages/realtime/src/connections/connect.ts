import type { CloseReason } from "@relais/protocol";
import { receive } from "../handlers/index.ts";
import type { Realm } from "../realm.ts";
import type { Transport } from "../transports/transport.ts";
import type { SocketListener } from "../transports/websocket.ts";
import { Connection } from "./connection.ts";

/** A transport becomes a connection of this server; the listener is told what comes over it. */
export function connect(
  realm: Realm,
  transport: Transport,
): { connection: Connection; listener: SocketListener } {
  const connection = new Connection(transport, realm.turn, realm.frameRate, realm.clock());
  realm.registry.add(connection);
  const listener: SocketListener = {
    received: (text) => receive(realm, connection, text),
    violated: (reason: CloseReason) => connection.close(reason),
    ended: () => end(realm, connection),
    alive: () => {
      connection.heardAt = realm.clock();
      connection.pinged = false;
    },
  };
  return { connection, listener };
}

function end(realm: Realm, connection: Connection): void {
  connection.closed = true;
  if (!realm.registry.all.has(connection)) return;
  realm.registry.remove(connection);
  connection.preparing.clear();
  for (const [id, stream] of connection.followed) {
    realm.streams.leave(stream, connection);
    realm.presence.left(connection, id);
  }
  connection.followed.clear();
  realm.attendance.ended(connection);
  const userId = connection.identity?.actor.id;
  if (userId !== undefined) realm.presence.changed(userId);
}
