import { m } from "../catalogue/index.ts";
import { currentLanguage } from "./language.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(date: Date, options: Intl.DateTimeFormatOptions): string {
  const key = currentLanguage() + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    // "en-GB": the day comes before the month and clocks have 24 hours, as where our people live.
    made = new Intl.DateTimeFormat(currentLanguage() === "fr" ? "fr" : "en-GB", options);
    formats.set(key, made);
  }
  return made.format(date);
}

/** Local midnight before an instant. */
function dayOf(instant: number): number {
  const date = new Date(instant);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Whole local days between two instants; right on days of 23 or 25 hours too. */
export function daysApart(earlier: number, later: number): number {
  return Math.round((dayOf(later) - dayOf(earlier)) / day);
}

const sameYear = (a: number, b: number) => new Date(a).getFullYear() === new Date(b).getFullYear();

const twoDigits = (count: number) => String(count).padStart(2, "0");

/** « 14:32 », the same in both languages. By hand: a first format costs an old phone a twentieth of a second. */
export function clock(iso: string): string {
  const date = new Date(iso);
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** The whole instant, for a title on hover. */
export function fullInstant(iso: string): string {
  return format(new Date(iso), { dateStyle: "full", timeStyle: "short" });
}

/** « 14:32 » today, else with its day: « 12 nov. 14:32 ». */
export function dayClock(iso: string, now: number): string {
  const then = Date.parse(iso);
  if (daysApart(then, now) === 0) return clock(iso);
  return `${shortDate(then, now)} ${clock(iso)}`;
}

/** « 22 décembre 2026 ». */
export function longDate(iso: string): string {
  return format(new Date(iso), { day: "numeric", month: "long", year: "numeric" });
}

/** Relative under an hour, then the clock, then yesterday, then the date. For lists. */
export function relativeTime(iso: string, now: number): string {
  const then = Date.parse(iso);
  const age = now - then;
  if (age < minute) return m.time_now();
  if (age < hour) {
    const language = currentLanguage();
    return new Intl.RelativeTimeFormat(language, { style: "short" }).format(
      -Math.floor(age / minute),
      "minute",
    );
  }
  const days = daysApart(then, now);
  if (days === 0) return clock(iso);
  if (days === 1) return m.time_yesterday();
  return shortDate(then, now);
}

function shortDate(then: number, now: number): string {
  return sameYear(then, now)
    ? format(new Date(then), { day: "numeric", month: "short" })
    : format(new Date(then), { day: "numeric", month: "short", year: "numeric" });
}

/** The same, inside a sentence: « à 14:32 », « hier à 14:32 », « le 12 nov. ». */
export function timeInSentence(iso: string, now: number): string {
  const then = Date.parse(iso);
  if (now - then < hour) return relativeTime(iso, now);
  const days = daysApart(then, now);
  if (days === 0) return m.time_at({ clock: clock(iso) });
  if (days === 1) return m.time_yesterday_at({ clock: clock(iso) });
  return m.time_on({ date: shortDate(then, now) });
}

/** The heading of a day in a conversation: today, yesterday, a weekday within the week, a date. */
export function dayHeading(iso: string, now: number): string {
  const then = Date.parse(iso);
  const days = daysApart(then, now);
  if (days === 0) return m.day_today();
  if (days === 1) return m.day_yesterday();
  const text =
    days < 7
      ? format(new Date(then), { weekday: "long", day: "numeric", month: "long" })
      : format(new Date(then), {
          day: "numeric",
          month: "long",
          ...(sameYear(then, now) ? {} : { year: "numeric" }),
        });
  return text.charAt(0).toLocaleUpperCase(currentLanguage()) + text.slice(1);
}

/** « 40 secondes », « 2 minutes »: how long to wait, never less than a second. */
export function waitingTime(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  return seconds < 90
    ? m.wait_seconds({ count: seconds })
    : m.wait_minutes({ count: Math.ceil(seconds / 60) });
}
