import { runJob } from "../processes/run-job.ts";
import { CpuMeter, type Measurement } from "./measurement.ts";

/** People who read in turn, so that nobody meets the limit of requests of one person. */
const readers = 200;

/** Pages of 50 at random positions of a conversation of 100,000 messages, over HTTP. */
export const history: Measurement = {
  name: "history",
  subjects: ({ relais, express }) => [relais, express],
  async run(subject, { warmUp, seconds }) {
    const population = { rooms: 1, membersPerRoom: readers, messagesPerRoom: 100_000 };
    const [room] = await subject.populate(population);
    if (!room) throw new Error("The conversation was not made.");
    const meter = new CpuMeter(subject);
    const result = await runJob<"pages">(
      { name: "pages", target: subject.target, room, inFlight: 8, warmUp, seconds },
      meter.onSignal,
    );
    return {
      "history pages/s, 8 in flight": result.pages / result.seconds,
      "history page p50 ms": result.latency.p50,
      "history page p99 ms": result.latency.p99,
      "CPU ms per 1,000 history pages": meter.perThousand(result.pages),
      "of it database, history": meter.databasePerThousand(result.pages),
    };
  },
};
