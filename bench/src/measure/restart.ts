import { runJob } from "../processes/run-job.ts";
import { CpuMeter, type Measurement } from "./measurement.ts";

/** Messages that everybody missed. */
const missed = 3;

/** Kills the server under many clients: until all are live again and have what they missed. */
export const restart: Measurement = {
  name: "restart",
  subjects: ({ relais, insert, socketio }) => [relais, insert, socketio],
  async run(subject, { crowd }) {
    const population = { rooms: crowd / 2, membersPerRoom: 2, messagesPerRoom: 20 };
    const rooms = await subject.populate(population);
    const meter = new CpuMeter(subject);
    const result = await runJob<"restart">(
      { name: "restart", target: subject.target, rooms, missed },
      async (signal) => {
        if (signal === "ready") await subject.restart();
        else meter.onSignal(signal);
      },
    );
    if (result.wrong > 0) {
      throw new Error(`${result.wrong} clients did not get exactly the ${missed} they missed.`);
    }
    return {
      "all live again, s from the first accepted connection": result.storm,
      "all live again, s from the kill": result.total,
      "CPU ms per 1,000 resumes": meter.perThousand(result.connections),
    };
  },
};
