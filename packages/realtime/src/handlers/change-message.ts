import { deleteMessage, editMessage, reactToMessage, RefusedError } from "@relais/core";
import type { Connection } from "../connections/connection.ts";
import type { Realm } from "../realm.ts";
import { actorOf, type Handler } from "./handler.ts";

/** A change of a message costs what a message costs, and counts as one. */
async function paced(
  realm: Realm,
  connection: Connection,
  ref: number,
  work: () => Promise<void>,
): Promise<void> {
  if (realm.draining) throw new RefusedError("shutting_down", { retryAfterMs: 1_000 });
  const wait = realm.sends.take(actorOf(connection).id, realm.clock());
  if (wait > 0) throw new RefusedError("too_many_requests", { retryAfterMs: wait });
  await work();
  connection.send({ type: "ack", ref });
}

export const onEdit: Handler<"edit"> = (realm, connection, frame) => {
  const { conversation_id, number, text } = frame;
  return paced(realm, connection, frame.ref, () =>
    editMessage(realm.core, actorOf(connection), { conversation_id, number, text }),
  );
};

export const onDelete: Handler<"delete"> = (realm, connection, frame) => {
  const { conversation_id, number } = frame;
  return paced(realm, connection, frame.ref, () =>
    deleteMessage(realm.core, actorOf(connection), { conversation_id, number }),
  );
};

export const onReact: Handler<"react"> = (realm, connection, frame) => {
  const { conversation_id, number, emoji } = frame;
  return paced(realm, connection, frame.ref, () =>
    reactToMessage(realm.core, actorOf(connection), { conversation_id, number, emoji }),
  );
};
