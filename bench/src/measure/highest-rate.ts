import { runJob } from "../processes/run-job.ts";
import { quiet } from "../subjects/quiet.ts";
import type { Population, RunningSubject } from "../subjects/subject.ts";
import { CpuMeter, type Measurement } from "./measurement.ts";

const bound = 100;
/** The search ends when the next step would be closer than this to the best one. */
const precision = 1.06;

interface Step {
  passed: boolean;
  p99: number;
  cpu: number;
}

/** The highest rate at which 99 of 100 messages are stored and received within 100 ms. */
export const highestRate: Measurement = {
  name: "highest-rate",
  subjects: ({ relais, insert, socketio, echo }) => [relais, insert, socketio, echo],
  async run(subject, { pairs, quick }) {
    const population = { rooms: pairs, membersPerRoom: 2, messagesPerRoom: 0 };
    const seconds = quick ? 2 : 4;
    let best = { rate: 0, p99: Infinity, cpu: Number.NaN };
    let failed = Infinity;
    let next = 2000;
    while (failed / best.rate > precision) {
      let step = await attempt(subject, population, next, seconds);
      // A hiccup of the machine is not the server's limit: a failed step has a second chance.
      if (!step.passed) step = await attempt(subject, population, next, seconds);
      if (step.passed) best = { rate: next, p99: step.p99, cpu: step.cpu };
      else failed = next;
      if (failed <= 125) break;
      next = Math.round(
        failed === Infinity ? next * 2 : best.rate === 0 ? next / 2 : Math.sqrt(best.rate * failed),
      );
    }
    return {
      "highest rate with p99 < 100 ms, messages/s": best.rate,
      "CPU ms per 1,000 messages at the highest rate": best.cpu,
    };
  },
};

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
  return { passed, p99, cpu: meter.perThousand(result.sent) };
}
