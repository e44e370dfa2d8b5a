import { runJob } from "../processes/run-job.ts";
import { CpuMeter, type Measurement } from "./measurement.ts";

/** Latency and CPU of durable messages at a fixed rate: until acknowledged, and until the other one has it. */
export function latencyAt(messagesPerSecond: number): Measurement {
  const at = `at ${messagesPerSecond.toLocaleString("en")}/s`;
  return {
    name: `latency-${messagesPerSecond}`,
    subjects: ({ relais, insert, socketio, echo }) => [relais, insert, socketio, echo],
    async run(subject, { pairs, warmUp, seconds }) {
      const rooms = await subject.populate({ rooms: pairs, membersPerRoom: 2, messagesPerRoom: 0 });
      const meter = new CpuMeter(subject);
      const result = await runJob<"rate">(
        {
          name: "rate",
          target: subject.target,
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
      return {
        [`acknowledged p50 ms ${at}`]: acknowledged.p50,
        [`acknowledged p95 ms ${at}`]: acknowledged.p95,
        [`acknowledged p99 ms ${at}`]: acknowledged.p99,
        [`received p50 ms ${at}`]: received.p50,
        [`received p95 ms ${at}`]: received.p95,
        [`received p99 ms ${at}`]: received.p99,
        [`CPU ms per 1,000 messages ${at}`]: meter.perThousand(result.sent),
        [`of it database ${at}`]: meter.databasePerThousand(result.sent),
      };
    },
  };
}
