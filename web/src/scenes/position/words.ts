import type { LivePosition } from "@relais/client";
import { parseGeoUri } from "@relais/protocol";
import { m } from "../../catalogue/index.ts";

type Arrival = NonNullable<LivePosition["arrival"]>;

/** From this age on the phone may be asleep in a pocket, and saying so is more honest than a map. */
const quietMs = 180_000;

export function isQuiet(measuredAt: number, now: number): boolean {
  return now - measuredAt >= quietMs;
}

/** From this age on a position says nothing of now, unless what was said of the arrival still holds. */
const lostMs = 600_000;
/** What is left of an estimate that waiting alone has used up, in seconds. */
const usedUp = 60;

export function isLost(measuredAt: number, now: number, arrival: Arrival | null): boolean {
  return now - measuredAt >= lostMs && (arrival === null || arrival.to_s <= usedUp);
}

/** A message in one line: a place is named, its coordinates mean nothing to anybody. */
export function lineOf(text: string): string {
  return parseGeoUri(text) === null ? text : `📍 ${m.position_message()}`;
}

/** « il y a 12 s », « il y a 3 min, téléphone verrouillé ? »: which nobody asks of their own. Never in the future. */
export function ageText(measuredAt: number, now: number, mine = false): string {
  const seconds = Math.max(0, Math.round((now - measuredAt) / 1_000));
  if (seconds < 5) return m.position_age_now();
  if (seconds < 60) return m.position_age_seconds({ count: seconds });
  const minutes = String(Math.floor(seconds / 60));
  return !mine && isQuiet(measuredAt, now)
    ? m.position_age_quiet({ minutes })
    : m.position_age_minutes({ minutes });
}

/** « 2,4 km » or « 350 m », in the reader's numbers. */
export function distanceText(metres: number, language: string): string {
  const [value, unit] =
    metres < 1_000 ? [Math.round(metres / 10) * 10, "m"] : [metres / 1_000, "km"];
  const digits = unit === "m" || value >= 20 ? 0 : 1;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  return `${number}\u00a0${unit}`;
}

/** « Arrive », « Arrive dans 8 à 12 min »: what the waiting person reads first. */
export function arrivalTitle({ from_s, to_s }: Arrival): string {
  if (to_s < 60) return m.position_title_arriving();
  const from = Math.max(1, Math.round(from_s / 60));
  const to = Math.max(from, Math.round(to_s / 60));
  return to - from <= 1
    ? m.position_title_arrival({ minutes: String(to) })
    : m.position_title_range({ from: String(from), to: String(to) });
}

/** « arrive », « dans 8 min », « dans 8 à 12 min »: a range only where it says more than one number. */
export function arrivalText({ from_s, to_s }: Arrival): string {
  if (to_s < 60) return m.position_arriving();
  const from = Math.max(1, Math.round(from_s / 60));
  const to = Math.max(from, Math.round(to_s / 60));
  return to - from <= 1
    ? m.position_arrival({ minutes: String(to) })
    : m.position_arrival_range({ from: String(from), to: String(to) });
}
