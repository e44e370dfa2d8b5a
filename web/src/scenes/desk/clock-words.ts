import type { CaseClock } from "@relais/client/desk";
import { m } from "../../catalogue/index.ts";
import { dayClock } from "../../format/time.ts";

/** Calm, little time left, over, or standing still. */
export type Haste = "calm" | "soon" | "over" | "still";

export function hasteOf({ paused, missed, due_at, warn_at }: CaseClock, now: number): Haste {
  if (paused || due_at === null) return "still";
  // The server says so a few seconds later.
  if (missed || now >= Date.parse(due_at)) return "over";
  return warn_at !== null && now >= Date.parse(warn_at) ? "soon" : "calm";
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** « 25 min », « 3 h », « 2 j »: never none. */
function lengthOf(milliseconds: number): string {
  if (milliseconds < hour) {
    return m.clock_minutes({ count: Math.max(1, Math.round(milliseconds / minute)) });
  }
  if (milliseconds < day) return m.clock_hours({ count: Math.floor(milliseconds / hour) });
  return m.clock_days({ count: Math.floor(milliseconds / day) });
}

/** What a line has room for: the minutes of the last hour, else when; how long it is over. */
export function shortClock(clock: CaseClock, now: number): string {
  const { due_at } = clock;
  const haste = hasteOf(clock, now);
  if (haste === "still" || due_at === null) return m.clock_still();
  const left = Date.parse(due_at) - now;
  if (haste === "over") return `+${lengthOf(-left)}`;
  return left < hour ? lengthOf(left) : dayClock(due_at, now);
}

/** The same as a sentence, with what it is about. */
export function clockSentence(clock: CaseClock, now: number): string {
  const { due_at } = clock;
  const what = clock.target === "answer" ? m.clock_answer() : m.clock_resolution();
  const haste = hasteOf(clock, now);
  if (haste === "still" || due_at === null) return m.clock_still_said({ what });
  if (haste === "over") {
    return m.clock_over_said({ what, time: lengthOf(now - Date.parse(due_at)) });
  }
  return m.clock_due_said({ what, time: dayClock(due_at, now) });
}
