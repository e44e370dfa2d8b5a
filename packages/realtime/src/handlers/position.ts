import {
  type Actor,
  type PositionNews,
  RefusedError,
  type ReportPosition,
  reportPosition,
} from "@relais/core";
import type { Realm } from "../realm.ts";
import { actorOf, type Handler } from "./handler.ts";

/** Passes on where a person who shares it is; what is not plausible, or too soon, is refused. */
export const onPosition: Handler<"position"> = async (realm, connection, frame) => {
  const { type: _, ref, at, ...measure } = frame;
  await takePosition(realm, actorOf(connection), { ...measure, device_at: Date.parse(at) });
  connection.send({ type: "ack", ref });
};

/** One position of one person: within its rate, to the command, and to everybody who follows. */
export async function takePosition(
  realm: Realm,
  actor: Actor,
  report: ReportPosition,
): Promise<PositionNews> {
  const wait = realm.positionRates.take(`${actor.id} ${report.conversation_id}`, realm.clock());
  if (wait > 0) {
    realm.core.positions.count("too_fast");
    throw new RefusedError("too_many_requests", { retryAfterMs: wait });
  }
  const news = await reportPosition(realm.core, actor, report);
  realm.positions.note(news);
  realm.bus.position(news);
  return news;
}
