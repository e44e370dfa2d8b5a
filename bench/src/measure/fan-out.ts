import { runJob } from "../processes/run-job.ts";
import { CpuMeter, type Measurement } from "./measurement.ts";

/** Deliveries measured in each cell, about: small rooms get more messages. */
const deliveries = 400_000;

/** One message to everybody in a large room, with some messages under way at once. */
export function fanOutTo(room: "small" | "large", inFlight: number): Measurement {
  return {
    name: `fan-out-${room}-${inFlight}`,
    subjects: ({ relais, echo, insert, socketio }) => [relais, echo, insert, socketio],
    async run(subject, { crowd, quick }) {
      const members = room === "small" ? Math.min(1000, crowd) : crowd;
      const [found] = await subject.populate({
        rooms: 1,
        membersPerRoom: members,
        messagesPerRoom: 0,
      });
      if (!found) throw new Error("The room was not made.");
      const meter = new CpuMeter(subject);
      const count = Math.round((quick ? deliveries / 4 : deliveries) / members);
      const result = await runJob<"fan-out">(
        {
          name: "fan-out",
          target: subject.target,
          room: found,
          inFlight,
          warmUp: Math.ceil(count / 4),
          count,
        },
        meter.onSignal,
      );
      const cell = `to ${members.toLocaleString("en")}, ${inFlight} in flight`;
      return {
        [`CPU ms per 1,000 deliveries ${cell}`]: meter.perThousand(result.deliveries),
        [`last receiver p50 ms ${cell}`]: result.last.p50,
        [`last receiver p99 ms ${cell}`]: result.last.p99,
        [`deliveries/s ${cell}`]: result.deliveries / result.seconds,
      };
    },
  };
}
