import type { Helping } from "./backlog.ts";

/** A run that takes long is followed by a rest of this many times as long: those who write come first. */
const restFactor = 9;
/** The same where nobody looks: a message to a room of a thousand changes what awaits a thousand people. */
const unseenRestFactor = 49;
/** Events a second of one organization from which on many write: what nobody looks at is done in large helpings. */
const busyPerSecond = 50;
/** While an older transaction is still running, looking again soon is useless; longer nothing is to lag. */
const longestMs = 2_000;

export type RunThatEnded = Helping & {
  /** What the consumer asks for between two runs. */
  spacingMs: number;
  /** So long it gathers a helping. */
  helpingMs: number;
  /** Since a run left nothing that was known of. */
  gatheredMs: number;
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
export function pauseAfter(run: RunThatEnded): number {
  const { spacingMs, helpingMs, gatheredMs, tookMs, waits, awaited, perSecond, behind } = run;
  if (!awaited && perSecond > busyPerSecond && gatheredMs < helpingMs)
    return helpingMs - gatheredMs;
  // In slices, so that whoever writes meanwhile never waits behind all of it.
  if (behind && waits === 0) return Math.min(longestMs, tookMs * restFactor);
  const rest = tookMs * (awaited ? restFactor : unseenRestFactor);
  return Math.min(longestMs, Math.max(spacingMs * 2 ** Math.min(waits, 10), rest));
}
