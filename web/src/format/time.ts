import {
  dateIn,
  dayClock as dayClockIn,
  dayHeading as dayHeadingIn,
  relativeTime as relativeTimeIn,
  timeInSentence as timeInSentenceIn,
} from "@relais/react/headless";
import { m } from "../catalogue/index.ts";
import { currentLanguage } from "./language.ts";

/** The whole instant, for a title on hover. */
export function fullInstant(iso: string): string {
  return dateIn(currentLanguage(), new Date(iso), { dateStyle: "full", timeStyle: "short" });
}

/** « 14:32 » today, else with its day: « 12 nov. 14:32 ». */
export const dayClock = (iso: string, now: number): string =>
  dayClockIn(currentLanguage(), iso, now);

/** « lundi »: the first day of a week. */
export function weekday(day: number, style: "long" | "short" = "long"): string {
  // The 1st of January 2024 was a Monday.
  const date = new Date(Date.UTC(2024, 0, day));
  return dateIn(currentLanguage(), date, { weekday: style, timeZone: "UTC" });
}

/** « 22 décembre 2026 ». */
export function longDate(iso: string): string {
  const options = { day: "numeric", month: "long", year: "numeric" } as const;
  return dateIn(currentLanguage(), new Date(iso), options);
}

/** Relative under an hour, then the clock, then yesterday, then the date. For lists. */
export const relativeTime = (iso: string, now: number): string =>
  relativeTimeIn(currentLanguage(), iso, now);

/** The same, inside a sentence: « à 14:32 », « hier à 14:32 », « le 12 nov. ». */
export const timeInSentence = (iso: string, now: number): string =>
  timeInSentenceIn(currentLanguage(), iso, now);

/** The heading of a day in a conversation: today, yesterday, a weekday within the week, a date. */
export const dayHeading = (iso: string, now: number): string =>
  dayHeadingIn(currentLanguage(), iso, now);

/** « 40 secondes », « 2 minutes »: how long to wait, never less than a second. */
export function waitingTime(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  return seconds < 90
    ? m.wait_seconds({ count: seconds })
    : m.wait_minutes({ count: Math.ceil(seconds / 60) });
}
