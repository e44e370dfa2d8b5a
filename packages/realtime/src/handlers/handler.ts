import type { Actor } from "@relais/core";
import { RefusedError } from "@relais/core";
import type { UpFrames, UpFrameType } from "@relais/protocol";
import type { Connection } from "../connections/connection.ts";
import type { Realm } from "../realm.ts";

/** What one type of frame does. Throws RefusedError; the connection then answers `refused`. */
export type Handler<Type extends UpFrameType> = (
  realm: Realm,
  connection: Connection,
  frame: UpFrames[Type],
) => void | Promise<void>;

/** The person that a connection speaks for; nothing but `hello` is answered before. */
export function actorOf(connection: Connection): Actor {
  if (connection.identity === undefined) throw new RefusedError("unauthenticated");
  return connection.identity.actor;
}
