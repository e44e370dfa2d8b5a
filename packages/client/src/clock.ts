/** Time from outside, so that tests hold it still. */
export interface Clock {
  /** Milliseconds since 1970, by this device. */
  now(): number;
  /** Runs `task` once after `milliseconds`; returns how to cancel it. */
  after(milliseconds: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, task) => {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** A number in [0, 1), as Math.random gives. */
export type Random = () => number;
