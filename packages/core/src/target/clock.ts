import type { TargetName } from "@relais/protocol";
import { afterOpenTime, type Hours, openTimeBetween } from "../opening-hours/open-time.ts";

/** How one target of a case stands. */
export type Clock = {
  readonly target: TargetName;
  readonly minutes: number;
  /** Null: it stands still, and `left_ms` is what is left. */
  readonly due_at: Date | null;
  readonly warn_at: Date | null;
  readonly left_ms: number | null;
  readonly paused: boolean;
  /** Null: not judged yet. */
  readonly met: boolean | null;
  readonly judged_at: Date | null;
  readonly done: boolean;
};

/** The part of a target that is its end: whoever looks then can still keep it. */
const warnedPart = 1 / 4;
const minuteMs = 60_000;

/** One that begins now; null where nobody is ever there. */
export function beginClock(
  hours: Hours,
  target: TargetName,
  minutes: number,
  at: Date,
): Clock | null {
  return run(hours, { ...still, target, minutes }, minutes * minuteMs, at);
}

const still = {
  due_at: null,
  warn_at: null,
  left_ms: null,
  paused: false,
  met: null,
  judged_at: null,
  done: false,
} as const;

/** With so much time left from now on; null where nobody is ever there again. */
function run(hours: Hours, clock: Clock, left: number, at: Date): Clock | null {
  const due_at = afterOpenTime(hours, at, left);
  const calm = Math.max(0, left - clock.minutes * minuteMs * warnedPart);
  const warn_at = afterOpenTime(hours, at, calm);
  if (due_at === null || warn_at === null) return null;
  return { ...clock, due_at, warn_at, left_ms: null, paused: false };
}

/** It waits for somebody else: what is left is kept. What was judged stays judged. */
export function pauseClock(hours: Hours, clock: Clock, at: Date): Clock {
  if (clock.paused || clock.done) return clock;
  if (clock.met !== null || clock.due_at === null) return { ...clock, paused: true };
  const left_ms = openTimeBetween(hours, at, clock.due_at);
  return { ...clock, due_at: null, warn_at: null, left_ms, paused: true };
}

/** It goes on with what was left, by the hours of now. */
export function resumeClock(hours: Hours, clock: Clock, at: Date): Clock {
  if (!clock.paused || clock.done) return clock;
  if (clock.left_ms === null) return { ...clock, paused: false };
  return run(hours, clock, clock.left_ms, at) ?? dropClock(clock);
}

/**
 * Another priority has another target. A shorter one counts from now on: nobody can answer in a past hour, and what was
 * promised is never put later. A longer one gives what it has more.
 */
export function retargetClock(hours: Hours, clock: Clock, minutes: number | null, at: Date): Clock {
  if (clock.done || clock.met !== null || clock.minutes === minutes) return clock;
  if (minutes === null) return dropClock(clock);
  const left = clock.left_ms ?? (clock.due_at ? openTimeBetween(hours, at, clock.due_at) : 0);
  const whole = minutes * minuteMs;
  const left_ms =
    minutes < clock.minutes ? Math.min(left, whole) : left + whole - clock.minutes * minuteMs;
  const changed = { ...clock, minutes };
  if (clock.paused) return { ...changed, left_ms };
  return run(hours, changed, left_ms, at) ?? dropClock(clock);
}

/** What was promised has been done. Unless it was judged before, that says whether in time. */
export function fulfilClock(clock: Clock, at: Date): Clock {
  if (clock.done) return clock;
  const met = clock.met ?? (clock.due_at === null || at <= clock.due_at);
  // What stood still is done with time to spare: it is due when it was done.
  return {
    ...clock,
    met,
    judged_at: clock.judged_at ?? at,
    due_at: clock.due_at ?? at,
    paused: false,
    left_ms: null,
    done: true,
  };
}

/** Its time is over. */
export const missClock = (clock: Clock, at: Date): Clock =>
  clock.met === null && !clock.done ? { ...clock, met: false, judged_at: at } : clock;

/** Nobody waits for it any more. It is neither kept nor missed, unless it was judged before. */
export const dropClock = (clock: Clock): Clock => ({ ...clock, done: true, paused: true });

/** Of those that are not done the one whose time comes first; what stands still comes last. */
export function leadingClock(clocks: readonly Clock[]): Clock | undefined {
  const time = ({ paused, due_at }: Clock) =>
    paused || due_at === null ? Number.POSITIVE_INFINITY : due_at.getTime();
  return clocks
    .filter(({ done }) => !done)
    .toSorted(
      (one, other) => Math.sign(time(one) - time(other)) || (one.target < other.target ? -1 : 1),
    )[0];
}
