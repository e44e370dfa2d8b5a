import type { Readable } from "../readable.ts";

/** The first value that `is` accepts, now or after a change. Following it counts as a listener. */
export function until<T>(readable: Readable<T>, is: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    let stop: (() => void) | null = null;
    let done = false;
    const look = () => {
      const value = readable.get();
      if (done || !is(value)) return;
      done = true;
      stop?.();
      resolve(value);
    };
    stop = readable.subscribe(look);
    look();
    if (done) stop();
  });
}

/** The shortest wait that lets other tasks run; browsers have only the timer. */
const nextTask: (task: () => void) => void =
  typeof setImmediate === "function" ? setImmediate : setTimeout;

/** Lets everything that is ready run: promises, storage, in-memory links. No time passes. */
export async function turn(): Promise<void> {
  for (let round = 0; round < 12; round += 1) {
    await new Promise<void>((resolve) => nextTask(resolve));
  }
}
