/** A run that takes long is followed by a rest of this many times as long: those who write come first. */
const restFactor = 9;
/** A run that takes longer shows that many write: what nobody waits for is then done in large helpings. */
const busyMs = 10;
/** While an older transaction is still running, looking again soon is useless; longer nothing is to lag. */
const longestMs = 2_000;

export type RunThatEnded = {
  /** What the consumer asks for between two runs. */
  spacingMs: number;
  tookMs: number;
  /** Runs in a row that found only what may not be read yet. */
  waits: number;
  /** Somebody is looking at what it does. */
  awaited: boolean;
};

/**
 * Milliseconds from the beginning of a run to that of the next one for the same organization. A row that ten
 * messages change is written once when they are read together, so under load waiting costs less than haste.
 */
export function pauseAfter({ spacingMs, tookMs, waits, awaited }: RunThatEnded): number {
  if (!awaited && tookMs > busyMs) return longestMs;
  const spaced = spacingMs * 2 ** Math.min(waits, 10);
  return Math.min(longestMs, Math.max(spaced, tookMs * restFactor));
}
