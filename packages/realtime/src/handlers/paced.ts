import { RefusedError } from "@relais/core";
import type { DownFrames } from "@relais/protocol";
import type { Connection } from "../connections/connection.ts";
import type { Realm } from "../realm.ts";
import { actorOf } from "./handler.ts";

/** A change of a message, or of a status, costs what a message costs, and counts as one. */
export async function paced(
  realm: Realm,
  connection: Connection,
  ref: number,
  work: () => Promise<Omit<DownFrames["ack"], "type" | "ref"> | void>,
): Promise<void> {
  if (realm.draining) throw new RefusedError("shutting_down", { retryAfterMs: 1_000 });
  const wait = realm.sends.take(actorOf(connection).id, realm.clock());
  if (wait > 0) throw new RefusedError("too_many_requests", { retryAfterMs: wait });
  const told = await work();
  connection.send({ type: "ack", ref, ...told });
}
