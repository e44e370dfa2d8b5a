import type { Adapter } from "./adapter.ts";
import type { Job, Results, Tell } from "./jobs.ts";
import { percentiles } from "./latency.ts";
import { eachNumber, textOf } from "./marker.ts";
import { connectAll } from "./people.ts";

type FanOutJob = Extract<Job, { name: "fan-out" }>;

/**
 * Closed loop: `inFlight` messages are under way at any time, and one is done when the last of the other
 * people in the room has it. Members write in turn, so that nobody's own rate limit is what is measured.
 */
export async function fanOut(
  adapter: Adapter,
  job: FanOutJob,
  tell: Tell,
): Promise<Results["fan-out"]> {
  const total = job.warmUp + job.count;
  const receivers = job.room.members.length - 1;
  const senderOf = new Int32Array(total);
  const sentAt = new Float64Array(total);
  const durations = new Float64Array(total);
  const arrived = new Int32Array(total);
  const finished = Promise.withResolvers<void>();
  let next = 0;
  let done = 0;
  let startedAt = 0;

  const people = await connectAll(adapter, [job.room], (person, payload) => {
    eachNumber(payload, (number) => {
      if (senderOf[number] === person) return;
      const count = (arrived[number] ?? 0) + 1;
      arrived[number] = count;
      if (count < receivers) return;
      durations[number] = performance.now() - (sentAt[number] ?? 0);
      done += 1;
      if (done === total) finished.resolve();
      else if (next < total) sendNext();
    });
  });

  const sendNext = (): void => {
    const number = next++;
    if (number === job.warmUp) {
      startedAt = performance.now();
      void tell("begin");
    }
    const sender = number % people.length;
    senderOf[number] = sender;
    sentAt[number] = performance.now();
    people[sender]?.connection.send(job.room.id, textOf(number)).catch(finished.reject);
  };

  for (let index = 0; index < job.inFlight; index += 1) sendNext();
  await finished.promise;
  const seconds = (performance.now() - startedAt) / 1000;
  await tell("end");
  for (const person of people) person.connection.close();
  if (arrived.some((count) => count !== receivers)) throw new Error("A receiver got one twice.");
  const last = percentiles(durations.subarray(job.warmUp));
  return { messages: job.count, deliveries: job.count * receivers, seconds, last };
}
