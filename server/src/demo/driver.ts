import { setTimeout as wait } from "node:timers/promises";
import {
  type Actor,
  type ConnectionTarget,
  type Core,
  type Log,
  signOut,
  stopShare,
  takeDemoSeat,
} from "@relais/core";
import { drive, type Pause, type Road } from "./drive.ts";
import { personOf } from "./people.ts";
import { tripCase } from "./trip-case.ts";
import { trip } from "./trip.ts";

/** Between two looks at whether another server has stopped driving. */
const seatMs = 10_000;
/** Moussa stands at the door for a while before the trip is shown once more. */
const restMs = 20_000;
const dayMs = 86_400_000;
/** After something failed, such as the database. */
const failureMs = 30_000;

export type DriverOptions = Pick<Road, "core" | "realtime"> & {
  readonly target: ConnectionTarget;
  readonly log: Log;
  /** Whether anybody could see it: nobody drives for nobody, except once after the start. */
  readonly isAnybodyThere: () => boolean;
  readonly lines?: Road["lines"];
  readonly pause?: Pause;
};

export type Driver = {
  /** Stops where he is and ends his share. Call it before `core.close()`. */
  stop(): Promise<void>;
};

/**
 * In a demonstration Moussa drives to Awa, along a recorded trip, again and again, until somebody says that he
 * has arrived, or ends the case. Of several servers one does this.
 */
export function startDriver(options: DriverOptions): Driver {
  const stopping = new AbortController();
  const running = run(options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function run(options: DriverOptions, signal: AbortSignal): Promise<void> {
  const { log, target, pause = realPause } = options;
  while (!signal.aborted) {
    try {
      const seat = await takeDemoSeat(target);
      if (seat === null) {
        await pause(seatMs, signal);
        continue;
      }
      const lost = new AbortController();
      void seat.lost.then(() => lost.abort());
      try {
        await driveOnAndOn(options, AbortSignal.any([signal, lost.signal]));
        return;
      } finally {
        await seat.release();
      }
    } catch (error) {
      if (signal.aborted) return;
      log.warn({ err: error }, "The demonstration trip was interrupted; it begins anew.");
      await pause(failureMs, signal).catch(() => {});
    }
  }
}

/** Until Moussa is no longer on the way, or the signal is given. */
async function driveOnAndOn(options: DriverOptions, signal: AbortSignal): Promise<void> {
  const { core, realtime, lines = trip, pause = realPause, isAnybodyThere } = options;
  const road = { core, realtime, lines, pause };
  const awa = await personOf(core, "client@depannage.demo");
  const moussa = await personOf(core, "technicien@depannage.demo");
  let conversationId: string | undefined;
  try {
    const subject = await tripCase(core, awa, moussa);
    conversationId = subject.conversationId;
    while (await drive(road, moussa, subject, signal)) {
      do await pause(restMs, signal);
      while (!isAnybodyThere());
    }
    // It has ended here; the seat is kept, so that no other server begins it anew.
    for (;;) await pause(dayMs, signal);
  } finally {
    await leave(core, [awa, moussa], conversationId);
  }
}

async function leave(core: Core, people: readonly Actor[], conversationId: string | undefined) {
  const [, moussa] = people;
  if (moussa !== undefined && conversationId !== undefined) {
    await stopShare(core, moussa, conversationId);
  }
  for (const person of people) await signOut(core, person);
}

const realPause: Pause = async (milliseconds, signal) => {
  await wait(milliseconds, undefined, { signal });
};
