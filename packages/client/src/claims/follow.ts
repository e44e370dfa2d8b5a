import { settings } from "./configure.ts";
import { systemClock } from "../clock.ts";

/** Between a failed look and the next, in milliseconds. */
const pauses = [1_000, 2_000, 5_000, 15_000];

export type Follower = {
  /** Something has changed: look again, once whatever is under way has ended. */
  look(): void;
  stop(): void;
  /** Resolves after the first reading that succeeded, or when it is stopped. */
  readonly ready: Promise<void>;
};

/** First readings that are under way. */
const beginning = new Set<Promise<void>>();

/**
 * Resolves when everything that is followed knows what there was before: what is written after that is news to it,
 * even when it was asked to follow a moment ago.
 */
export async function begun(): Promise<void> {
  await Promise.all(beginning);
}

/**
 * Reads again whenever it is told that something changed, one reading at a time, and after a failure until one succeeds:
 * what is told live only says when to look, so nothing is missed by missing it.
 */
export function follow(read: () => Promise<void>): Follower {
  const clock = settings().options.clock ?? systemClock;
  const ended = new AbortController();
  const { signal } = ended;
  let wanted = false;
  let busy = false;
  let failures = 0;
  let cancel: (() => void) | undefined;
  const known = deferred();
  // Whoever writes meanwhile is not kept waiting by a reading that fails.
  const tried = deferred();
  beginning.add(tried.promise);
  const settle = (): void => {
    beginning.delete(tried.promise);
    tried.resolve();
  };

  const work = async (): Promise<void> => {
    busy = true;
    while (wanted && !signal.aborted) {
      wanted = false;
      try {
        await read();
        failures = 0;
        known.resolve();
        settle();
      } catch {
        settle();
        const pause = pauses[Math.min(failures, pauses.length - 1)] ?? 0;
        failures += 1;
        cancel = clock.after(pause, look);
        break;
      }
    }
    busy = false;
  };
  const look = (): void => {
    wanted = true;
    cancel?.();
    cancel = undefined;
    if (!busy && !signal.aborted) void work();
  };
  return {
    look,
    stop: () => {
      ended.abort();
      cancel?.();
      known.resolve();
      settle();
    },
    ready: known.promise,
  };
}

/** A promise and what settles it: browsers of old phones have no `Promise.withResolvers`. */
function deferred(): { promise: Promise<void>; resolve: () => void } {
  let settle: (() => void) | undefined;
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: () => settle?.() };
}
