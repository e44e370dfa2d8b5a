import { runJob } from "../processes/run-job.ts";
import { quiet } from "../subjects/quiet.ts";
import type { Population, RunningSubject } from "../subjects/subject.ts";
import { CpuMeter, type Measurement } from "./measurement.ts";

const bound = 100;
/** The search ends when the next step would be closer than this to the best one. */
const precision = 1.06;

interface Step {
  passed: boolean;
  cpu: number;
}

/**
 * The highest rate at which 99 of 100 messages are stored and received within 100 ms: by `many`, of whom hardly anybody
 * gets two frames in one turn of the server, or by `few`, to whom it can write several at once.
 */
export function highestRate(writers: "many" | "few"): Measurement {
  return {
    name: writers === "many" ? "highest-rate" : "highest-rate-few",
    subjects: ({ relais, insert, socketio, echo }) => [relais, insert, socketio, echo],
    async run(subject, { pairs, fewPairs, quick }) {
      const rooms = writers === "many" ? pairs : fewPairs;
      const found = await search(subject, rooms, quick ? 2 : 4);
      return {
        [highestRateOf(rooms)]: found.rate,
        [cpuAtHighestRateOf(rooms)]: found.cpu,
      };
    },
  };
}

/** The names of the figures, with how many people write. */
export function highestRateOf(pairs: number): string {
  return `highest rate with p99 < 100 ms, ${people(pairs)}, messages/s`;
}

export function cpuAtHighestRateOf(pairs: number): string {
  return `CPU ms per 1,000 messages at the highest rate, ${people(pairs)}`;
}

function people(pairs: number): string {
  return `${(pairs * 2).toLocaleString("en")} people`;
}

async function search(
  subject: RunningSubject,
  pairs: number,
  seconds: number,
): Promise<{ rate: number; cpu: number }> {
  const population = { rooms: pairs, membersPerRoom: 2, messagesPerRoom: 0 };
  let best = { rate: 0, cpu: Number.NaN };
  let failed = Infinity;
  let next = 2000;
  while (failed / best.rate > precision) {
    let step = await attempt(subject, population, next, seconds);
    // A hiccup of the machine is not the server's limit: a failed step has a second chance.
    if (!step.passed) step = await attempt(subject, population, next, seconds);
    if (step.passed) best = { rate: next, cpu: step.cpu };
    else failed = next;
    if (failed <= 125) break;
    next = Math.round(
      failed === Infinity ? next * 2 : best.rate === 0 ? next / 2 : Math.sqrt(best.rate * failed),
    );
  }
  return best;
}

async function attempt(
  subject: RunningSubject,
  population: Population,
  rate: number,
  seconds: number,
): Promise<Step> {
  // Asked for anew: people join where the attempt before this one ended.
  const rooms = await subject.populate(population);
  const meter = new CpuMeter(subject);
  const { target } = subject;
  const job = { name: "rate", target, rooms, rate, warmUp: 1, seconds } as const;
  const result = await runJob<"rate">(job, meter.onSignal);
  const p99 = Math.max(result.acknowledged.p99, result.received.p99);
  const passed = !result.overloaded && p99 < bound;
  process.stderr.write(
    `      ${rate}/s: ${passed ? `p99 ${p99.toFixed(1)} ms` : "too much"}${result.refusal && `, ${result.refusal}`}\n`,
  );
  await quiet(subject.cpu);
  return { passed, cpu: meter.perThousand(result.sent) };
}
