import { setTimeout as wait } from "node:timers/promises";
import type { Realm } from "../realm.ts";
import type { Connection } from "./connection.ts";

/** So long a server that goes waits for what it has begun to answer. */
const answeringMilliseconds = 5_000;
/** So long it reads on after its goodbye: what a client sent before it heard of it is under way for a moment. */
const listeningMilliseconds = 1_000;
/** Those who are told at once come back spread over this. */
const spreadMilliseconds = 1_800;

/**
 * Everybody is told to come back, a little spread out. What was sent until then is answered: what was accepted once it
 * is on disk, what comes only now by « later » (N8.2).
 */
export async function takeLeave(realm: Realm): Promise<void> {
  await realm.underWay.ended(answeringMilliseconds);
  await realm.core.journal.writer.drained();
  await turn();
  const late = wait(listeningMilliseconds, undefined, { ref: false });
  await Promise.all([...realm.registry.all].map((one) => leave(realm, one, late)));
}

async function leave(realm: Realm, connection: Connection, late: Promise<void>): Promise<void> {
  connection.flush();
  connection.sayGoodbye("restarting", 200 + Math.floor(Math.random() * spreadMilliseconds));
  await Promise.race([connection.transport.heard?.(), late]);
  await Promise.race([realm.underWay.ended(listeningMilliseconds), late]);
  await turn();
  connection.flush();
  connection.close("restarting");
}

/** Answers of this turn leave with the next one. */
const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
