import type { Connection } from "../connections/connection.ts";
import { decodeValue } from "../frames/decode.ts";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Realm } from "../realm.ts";
import type { Link } from "../transports/interpreter.ts";
import { handle } from "./index.ts";

/** What an interpreter may do with this connection; `close` ends it in the way of its transport. */
export function linkOf(realm: Realm, connection: Connection, close: Link["close"]): Link {
  return {
    receive: (frame) => handle(realm, connection, decodeValue(frame)),
    refuse: (code, fields) =>
      handle(realm, connection, {
        ok: false,
        code,
        ref: undefined,
        ...(fields !== undefined && { fields }),
      }),
    say: (texts) => connection.enqueue(EncodedFrame.spoken(texts)),
    actor: () => connection.identity?.actor,
    close,
  };
}
