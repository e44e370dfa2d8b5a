import { setTimeout as wait } from "node:timers/promises";
import type { Adapter } from "./adapter.ts";
import type { Job, Results, Tell } from "./jobs.ts";
import { Ledger } from "./ledger.ts";
import { eachNumber, textOf } from "./marker.ts";
import { connectAll, type Person } from "./people.ts";

/** How long stragglers are waited for after the last message left (ms). */
const patience = 2000;
const nothing = { p50: Infinity, p95: Infinity, p99: Infinity };

/**
 * Open loop: messages leave on schedule whether or not earlier ones were answered. Everybody writes in turn,
 * first one of each pair, then the other. A server that falls far behind is given up on: `overloaded`.
 */
export async function rate(
  adapter: Adapter,
  job: Extract<Job, { name: "rate" }>,
  tell: Tell,
): Promise<Results["rate"]> {
  const first = Math.round(job.rate * job.warmUp);
  const ledger = new Ledger(first + Math.round(job.rate * job.seconds));
  const order = turns(job.rooms.flatMap((room) => room.members).length);
  const people = await connectAll(adapter, job.rooms, (person, payload) => {
    eachNumber(payload, (number) => {
      // A server may show people their own messages too; what counts is when the other one has it.
      if (order[number % order.length] !== person) ledger.receive(number);
    });
  });
  const mostOutstanding = Math.max(500, job.rate * 0.5);
  const start = performance.now() + 20;
  const dueAt = (number: number): number => start + (number * 1000) / job.rate;

  let begun: Promise<void> | undefined;
  let next = 0;
  const behind = (): boolean => ledger.refused > 0 || ledger.outstanding(next) > mostOutstanding;
  while (next < ledger.total && !behind()) {
    if (next >= first) begun ??= tell("begin");
    for (const now = performance.now(); next < ledger.total && dueAt(next) <= now; next += 1) {
      const sender = people[order[next % order.length] ?? 0];
      if (sender) send(sender, next, dueAt(next), ledger);
    }
    await wait(Math.max(1, dueAt(next) - performance.now()));
  }
  const deadline = performance.now() + patience;
  while (!behind() && !ledger.complete && performance.now() < deadline) await wait(5);
  await begun;
  await tell("end");
  for (const person of people) person.connection.close();

  const overloaded = !ledger.complete || ledger.refused > 0;
  const latencies = overloaded
    ? { acknowledged: nothing, received: nothing }
    : ledger.latencies(first);
  return {
    overloaded,
    sent: next - first,
    refusal: ledger.refusal,
    missing: ledger.missing(next),
    ...latencies,
  };
}

/** Who writes when: the first of every pair, then the second of every pair. */
function turns(count: number): number[] {
  const everybody = Array.from({ length: count }, (_, index) => index);
  return [0, 1].flatMap((half) => everybody.filter((index) => index % 2 === half));
}

function send(person: Person, number: number, dueAt: number, ledger: Ledger): void {
  ledger.leaves(number, dueAt);
  person.connection.send(person.room.id, textOf(number)).then(
    () => ledger.acknowledge(number),
    (reason: unknown) => ledger.refuse(reason),
  );
}
