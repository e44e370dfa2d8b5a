import type { Language } from "@relais/client";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** By hand: what the platform says costs an old phone time, and most of what is shown is of today. */
const words = {
  fr: {
    now: "à l’instant",
    today: "aujourd’hui",
    yesterday: "hier",
    at: "à {clock}",
    yesterdayAt: "hier à {clock}",
    on: "le {date}",
  },
  en: {
    now: "just now",
    today: "today",
    yesterday: "yesterday",
    at: "at {clock}",
    yesterdayAt: "yesterday at {clock}",
    on: "on {date}",
  },
} satisfies Record<Language, Record<string, string>>;

/** The reader's own clock, where this runs. */
let local = (instant: number): Date => new Date(instant);

/** For whoever draws for people elsewhere: an instant as a date whose year, day and hours are those of their clock. */
export function tellTimesBy(clockOf: (instant: number) => Date): void {
  local = clockOf;
}

/** An instant as the reader's clock tells it. */
export const toldDate = (instant: number): Date => local(instant);

const formats = new Map<string, Intl.DateTimeFormat>();

/** A date in words. What makes it is kept: making it is what costs an old phone time. */
export function dateIn(
  language: Language,
  date: Date,
  options: Intl.DateTimeFormatOptions,
): string {
  const key = language + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    // "en-GB": the day comes before the month and clocks have 24 hours, as where our people live.
    made = new Intl.DateTimeFormat(language === "fr" ? "fr" : "en-GB", options);
    formats.set(key, made);
  }
  const text = made.format(date);
  // The first of a month is an ordinal in French; the browsers' formats do not know it.
  return language === "fr" ? text.replace(/(^|\D)1 (?=\p{L}{3})/u, "$11er ") : text;
}

/** Local midnight before an instant. */
function dayOf(instant: number): number {
  const date = local(instant);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Whole local days between two instants; right on days of 23 or 25 hours too. */
export function daysApart(earlier: number, later: number): number {
  return Math.round((dayOf(later) - dayOf(earlier)) / day);
}

const sameYear = (a: number, b: number) => local(a).getFullYear() === local(b).getFullYear();

const twoDigits = (count: number) => String(count).padStart(2, "0");

/** « 14:32 », the same in both languages. By hand: a first format costs an old phone a twentieth of a second. */
export function clock(iso: string): string {
  const date = local(Date.parse(iso));
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** « 12 nov. », with its year when that is another one. */
export function shortDate(language: Language, then: number, now: number): string {
  return sameYear(then, now)
    ? dateIn(language, local(then), { day: "numeric", month: "short" })
    : dateIn(language, local(then), { day: "numeric", month: "short", year: "numeric" });
}

/** « 14:32 » today, else with its day: « 12 nov. 14:32 ». */
export function dayClock(language: Language, iso: string, now: number): string {
  const then = Date.parse(iso);
  if (daysApart(then, now) === 0) return clock(iso);
  return `${shortDate(language, then, now)} ${clock(iso)}`;
}

/** Relative under an hour, then the clock, then yesterday, then the date. For lists. */
export function relativeTime(language: Language, iso: string, now: number): string {
  const then = Date.parse(iso);
  const age = now - then;
  if (age < minute) return words[language].now;
  if (age < hour) {
    return new Intl.RelativeTimeFormat(language, { style: "short" }).format(
      -Math.floor(age / minute),
      "minute",
    );
  }
  const days = daysApart(then, now);
  if (days === 0) return clock(iso);
  if (days === 1) return words[language].yesterday;
  return shortDate(language, then, now);
}

/** The same, inside a sentence: « à 14:32 », « hier à 14:32 », « le 12 nov. ». */
export function timeInSentence(language: Language, iso: string, now: number): string {
  const then = Date.parse(iso);
  if (now - then < hour) return relativeTime(language, iso, now);
  const days = daysApart(then, now);
  const { at, yesterdayAt, on } = words[language];
  if (days === 0) return at.replace("{clock}", clock(iso));
  if (days === 1) return yesterdayAt.replace("{clock}", clock(iso));
  return on.replace("{date}", shortDate(language, then, now));
}

/** The heading of a day in a conversation: today, yesterday, a weekday within the week, a date. */
export function dayHeading(language: Language, iso: string, now: number): string {
  const then = Date.parse(iso);
  const days = daysApart(then, now);
  const text =
    days === 0
      ? words[language].today
      : days === 1
        ? words[language].yesterday
        : dayAndDate(language, then, now, days);
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

function dayAndDate(language: Language, then: number, now: number, days: number): string {
  const whole = { day: "numeric", month: "long" } as const;
  if (days < 7) return dateIn(language, local(then), { weekday: "long", ...whole });
  return dateIn(language, local(then), sameYear(then, now) ? whole : { ...whole, year: "numeric" });
}
