import { RefusedError, sendMessage } from "@relais/core";
import { actorOf, type Handler } from "./handler.ts";

/** Writes a message; `ack` leaves after its transaction is on disk (P1). */
export const onSend: Handler<"send"> = async (realm, connection, frame) => {
  const actor = actorOf(connection);
  if (realm.draining) throw new RefusedError("shutting_down", { retryAfterMs: 1_000 });
  const wait = realm.sends.take(actor.id, realm.clock());
  if (wait > 0) throw new RefusedError("too_many_requests", { retryAfterMs: wait });
  const { ref, conversation_id, client_id, text, reply_to = null } = frame;
  const message = { conversation_id, client_id, text, reply_to };
  const sent = await sendMessage(realm.core, actor, message);
  connection.send({ type: "ack", ref, sent });
};
