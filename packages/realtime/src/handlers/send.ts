import { RefusedError, sendMessage } from "@relais/core";
import type { Connection } from "../connections/connection.ts";
import { OwnSend } from "../streams/deliver-events.ts";
import { actorOf, type Handler } from "./handler.ts";

/** Sends with files that are being looked up: what the same connection sends after them must wait (N4.4). */
const before = new WeakMap<Connection, Promise<unknown>>();

/** Writes a message; `ack` leaves after its transaction is on disk (P1). */
export const onSend: Handler<"send"> = async (realm, connection, frame) => {
  const actor = actorOf(connection);
  if (realm.draining) throw new RefusedError("shutting_down", { retryAfterMs: 1_000 });
  const wait = realm.sends.take(actor.id, realm.clock());
  if (wait > 0) throw new RefusedError("too_many_requests", { retryAfterMs: wait });
  const { ref, conversation_id, client_id, text, reply_to = null } = frame;
  const { attachments, quick_answer, mentions, about, step, planned } = frame;
  const origin = connection.brief ? new OwnSend(connection, ref) : undefined;
  const named = { conversation_id, client_id, text, reply_to };
  const message = { ...named, attachments, quick_answer, mentions, about, step, planned, origin };
  const slow = [attachments, planned, mentions, about].some((one) => one !== undefined);
  const sent = await inTurn(connection, slow, () => sendMessage(realm.core, actor, message));
  realm.typing.written(conversation_id, actor.id);
  realm.typing.typed({
    organization_id: actor.organization_id,
    conversation_id,
    user_id: actor.id,
    active: false,
    case_kind: null,
  });
  // Unless the news of it has answered already.
  if (origin?.answered !== true) connection.send({ type: "ack", ref, sent });
};

function inTurn<Sent>(
  connection: Connection,
  slow: boolean,
  send: () => Promise<Sent>,
): Promise<Sent> {
  const earlier = before.get(connection);
  if (earlier === undefined && !slow) return send();
  const sending = earlier === undefined ? send() : earlier.then(send);
  const settled = Promise.allSettled([sending]).finally(() => {
    if (before.get(connection) === settled) before.delete(connection);
  });
  before.set(connection, settled);
  return sending;
}
