import { RefusedError, reportPosition } from "@relais/core";
import { actorOf, type Handler } from "./handler.ts";

/** Passes on where a person who shares it is; what is not plausible, or too soon, is refused. */
export const onPosition: Handler<"position"> = async (realm, connection, frame) => {
  const actor = actorOf(connection);
  const wait = realm.positionRates.take(`${actor.id} ${frame.conversation_id}`, realm.clock());
  if (wait > 0) {
    realm.core.positions.count("too_fast");
    throw new RefusedError("too_many_requests", { retryAfterMs: wait });
  }
  const { type: _, ref, at, ...measure } = frame;
  const news = await reportPosition(realm.core, actor, { ...measure, device_at: Date.parse(at) });
  realm.positions.note(news);
  realm.bus.position(news);
  connection.send({ type: "ack", ref });
};
