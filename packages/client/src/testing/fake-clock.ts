import type { Clock } from "../clock.ts";
import { turn } from "./until.ts";

export interface FakeClock extends Clock {
  /** Lets time pass: timers run in order, and what they cause runs before the next one. */
  advance(milliseconds: number): Promise<void>;
  /** Time passes without any timer running, as while a device sleeps; they run late at the next turn. */
  sleep(milliseconds: number): void;
}

/** A clock that stands still until it is told to go on. */
export function createFakeClock(start = Date.parse("2026-11-20T08:00:00.000Z")): FakeClock {
  let now = start;
  let last = 0;
  const timers = new Map<number, { due: number; task: () => void }>();

  const nextDue = (until: number) => {
    let next: [number, { due: number; task: () => void }] | null = null;
    for (const entry of timers) {
      if (entry[1].due <= until && (next === null || entry[1].due < next[1].due)) next = entry;
    }
    return next;
  };

  return {
    now: () => now,
    after: (milliseconds, task) => {
      last += 1;
      const id = last;
      timers.set(id, { due: now + milliseconds, task });
      return () => void timers.delete(id);
    },
    advance: async (milliseconds) => {
      await turn();
      const end = now + milliseconds;
      for (let next = nextDue(end); next !== null; next = nextDue(end)) {
        timers.delete(next[0]);
        now = Math.max(now, next[1].due);
        next[1].task();
        await turn();
      }
      now = Math.max(now, end);
    },
    sleep: (milliseconds) => {
      now += milliseconds;
    },
  };
}
