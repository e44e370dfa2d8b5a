import { runJob } from "../processes/run-job.ts";
import { quiet } from "../subjects/quiet.ts";
import { CpuMeter, type Figures, type Measurement } from "./measurement.ts";

/**
 * Everybody is measured as they are after an hour of work, not after a start: these seconds at this rate
 * before the measured part, so that the runtime has compiled what is used.
 */
const rehearsal = { rate: 2_000, warmUp: 1, seconds: 5 } as const;

/** Latency and CPU of durable messages at a fixed rate: until acknowledged, and until the other one has it. */
export function latencyAt(messagesPerSecond: number): Measurement {
  const at = `at ${messagesPerSecond.toLocaleString("en")}/s`;
  return {
    name: `latency-${messagesPerSecond}`,
    subjects: ({ relais, insert, socketio, echo }) => [relais, insert, socketio, echo],
    async run(subject, { pairs, warmUp, seconds }) {
      const population = { rooms: pairs, membersPerRoom: 2, messagesPerRoom: 0 };
      const { target } = subject;
      const before = await subject.populate(population);
      await runJob<"rate">({ name: "rate", target, rooms: before, ...rehearsal }, () => undefined);
      await subject.finish?.(before);
      await quiet(subject.cpu);
      // Asked for anew: people join where the rehearsal ended.
      const rooms = await subject.populate(population);
      const meter = new CpuMeter(subject);
      const result = await runJob<"rate">(
        {
          name: "rate",
          target,
          rooms,
          rate: messagesPerSecond,
          warmUp,
          seconds,
        },
        meter.onSignal,
      );
      if (result.overloaded)
        throw new Error(`It could not keep up: ${result.refusal || result.missing}`);
      const { acknowledged, received } = result;
      const figures: Figures = {
        [`acknowledged p50 ms ${at}`]: acknowledged.p50,
        [`acknowledged p95 ms ${at}`]: acknowledged.p95,
        [`acknowledged p99 ms ${at}`]: acknowledged.p99,
        [`received p50 ms ${at}`]: received.p50,
        [`received p95 ms ${at}`]: received.p95,
        [`received p99 ms ${at}`]: received.p99,
        [`CPU ms per 1,000 messages ${at}`]: meter.perThousand(result.sent),
        [`of it database ${at}`]: meter.databasePerThousand(result.sent),
      };
      if (subject.finish !== undefined) {
        await subject.finish(rooms);
        meter.onSignal("end");
        figures[`CPU with all reactions done ${at}`] = meter.perThousand(result.sent);
      }
      return figures;
    },
  };
}
