import { setTimeout as wait } from "node:timers/promises";
import { runJob } from "../processes/run-job.ts";
import { CpuMeter, type Measurement } from "./measurement.ts";

/** Memory that the server holds for each of many idle connections, and what it costs to let them in. */
export const idleMemory: Measurement = {
  name: "idle-memory",
  subjects: ({ relais, insert, socketio, echo }) => [relais, insert, socketio, echo],
  async run(subject, { crowd, quick }) {
    const population = { rooms: crowd / 2, membersPerRoom: 2, messagesPerRoom: 20 };
    const rooms = await subject.populate(population);
    const meter = new CpuMeter(subject);
    const before = subject.residentKib();
    let after = before;
    const { connections } = await runJob<"idle">(
      { name: "idle", target: subject.target, rooms },
      async (signal) => {
        meter.onSignal(signal);
        if (signal !== "end") return;
        // Connecting leaves garbage; the runtime gives it back when it is left alone for a while.
        await wait(quick ? 3000 : 10_000);
        after = subject.residentKib();
      },
    );
    return {
      "memory per idle connection, KiB": (after - before) / connections,
      "memory before the first connection, MiB": before / 1024,
      "CPU ms per 1,000 connects": meter.perThousand(connections),
    };
  },
};
