import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Adapter, Connection } from "./adapter.ts";
import type { Job, Results, Tell } from "./jobs.ts";
import { connectAll, eachLimited } from "./people.ts";

/** People who are coming back at the same moment: below the listen backlog, so that no handshake is lost. */
const returning = 400;

/**
 * Everybody is live, the server is killed and started again, and everybody comes back from the position
 * before the last `missed` messages. A client counts as live when it has exactly those and the room again.
 */
export async function restart(
  adapter: Adapter,
  job: Extract<Job, { name: "restart" }>,
  tell: Tell,
): Promise<Results["restart"]> {
  const people = await connectAll(adapter, job.rooms, () => undefined);
  const gone = Promise.all(
    people.map(({ connection }) => new Promise<void>((resolve) => connection.onClose(resolve))),
  );
  // The orchestrator kills and starts without waiting for the new server to listen.
  await tell("ready");
  await gone;
  const killedAt = performance.now();
  const seats = job.rooms.flatMap((room) =>
    room.members.map((credential) => ({ room, credential })),
  );
  await listening(job.target.port);
  const listeningAt = performance.now();
  let wrong = 0;
  const connections: Connection[] = [];
  await tell("begin");
  await eachLimited(seats, returning, async ({ room, credential }) => {
    const connection = await adapter.connect(credential, () => undefined);
    connections.push(connection);
    const numbers = await connection.join(room.id, room.last - job.missed);
    if (!isTail(numbers, job.missed)) wrong += 1;
  });
  const liveAt = performance.now();
  await tell("end");
  for (const connection of connections) connection.close();
  return {
    connections: seats.length,
    storm: (liveAt - listeningAt) / 1000,
    total: (liveAt - killedAt) / 1000,
    wrong,
  };
}

/** Whether the numbers are the last `missed` of their room, in order (a room's first message is 0). */
function isTail(numbers: number[], missed: number): boolean {
  if (numbers.length !== missed) return false;
  return numbers.every((number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1);
}

/** Resolves when something listens on the port again. */
async function listening(port: number): Promise<void> {
  for (;;) {
    const accepted = await new Promise<boolean>((resolve) => {
      const probe = connect({ port, host: "127.0.0.1" });
      probe.on("connect", () => resolve(true)).on("error", () => resolve(false));
      probe.on("connect", () => probe.destroy());
    });
    if (accepted) return;
    await wait(5);
  }
}
