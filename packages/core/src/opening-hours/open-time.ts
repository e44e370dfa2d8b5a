import type { OrganizationHours } from "@relais/protocol";
import { Temporal } from "temporal-polyfill";

/** When somebody is there: what the organization said, without the names of its days. */
export type Hours = Pick<OrganizationHours, "time_zone" | "weekly" | "closed_days">;

/** From when to when, in milliseconds since 1970. */
type Span = { readonly start: number; readonly end: number };

/** Days that are looked through: whoever is closed for longer is never open again. */
const longestDays = 800;

/**
 * The moment at which somebody has been there for so many milliseconds after another moment; null when they
 * never are. By the wall clock of the organization: a day on which the clock is set has an hour less, or more.
 */
export function afterOpenTime(hours: Hours, from: Date, milliseconds: number): Date | null {
  let left = milliseconds;
  for (const { start, end } of spansFrom(hours, from)) {
    if (left <= end - start) return new Date(start + left);
    left -= end - start;
  }
  return null;
}

/** How many milliseconds somebody was there between two moments; none when the second is the earlier one. */
export function openTimeBetween(hours: Hours, from: Date, to: Date): number {
  let sum = 0;
  for (const { start, end } of spansFrom(hours, from)) {
    if (start >= to.getTime()) break;
    sum += Math.min(end, to.getTime()) - start;
  }
  return sum;
}

/** What is open from a moment on, in order. Spans that touch each other are told one after the other. */
function* spansFrom({ time_zone, weekly, closed_days }: Hours, from: Date): Generator<Span> {
  const now = from.getTime();
  if (weekly === null) {
    yield { start: now, end: Number.POSITIVE_INFINITY };
    return;
  }
  const closed = new Set(closed_days.map(({ day }) => day));
  const byDay = Map.groupBy(
    weekly.toSorted((one, other) => (one.opens < other.opens ? -1 : 1)),
    ({ day }) => day,
  );
  let day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(time_zone).toPlainDate();
  for (let count = 0; count < longestDays; count += 1, day = day.add({ days: 1 })) {
    if (closed.has(day.toString())) continue;
    for (const { opens, closes } of byDay.get(day.dayOfWeek) ?? []) {
      const start = Math.max(now, at(day, opens, time_zone));
      const end = at(closes === "00:00" ? day.add({ days: 1 }) : day, closes, time_zone);
      if (end > start) yield { start, end };
    }
  }
}

/** A time that the clock leaps over is the one after the leap; one that it shows twice is the first. */
function at(day: Temporal.PlainDate, clock: string, timeZone: string): number {
  return day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(clock) })
    .epochMilliseconds;
}
