import { metresBetween } from "./geo.ts";
import type { Arrival, Fix, Point } from "./position.ts";

/** How much longer a road is than a straight line, until an organization's own trips have taught it. */
export const usualDetour = 1.35;
const detourBounds = { least: 1, most: 3 };
/** Town traffic, in metres a second, for somebody of whose pace nothing is known yet. */
const usualSpeed = 6.5;
/** Slower than walking is standing: at a light, in a jam, at a customer's. It does not last. */
const leastSpeed = 1.2;
const standingHeed = 0.25;
const mostSpeed = 40;
/** The pace of so many seconds counts; what lies further back fades. */
const memorySeconds = 180;
/** A hole in the recording says nothing of the pace within it beyond this. */
const gapSeconds = 120;

/**
 * Metres a second over the trip so far, smoothed: recent stretches weigh more, single measures little.
 * Null while the trip is too short to tell. Never negative, never NaN.
 */
export function smoothedSpeed(trip: readonly Fix[]): number | null {
  let speed: number | null = null;
  let known = 0;
  for (let index = 1; index < trip.length; index += 1) {
    const [before, here] = [trip[index - 1], trip[index]];
    if (before === undefined || here === undefined) continue;
    const seconds = (Date.parse(here.at) - Date.parse(before.at)) / 1_000;
    if (!(seconds > 0) || seconds > gapSeconds) continue;
    const pace = metresBetween(before, here) / seconds;
    if (!(pace <= mostSpeed * 1.5)) continue;
    const weight = 1 - Math.exp(-seconds / memorySeconds);
    // The first stretches would otherwise count for nothing, or for everything.
    const share: number =
      known < memorySeconds ? Math.max(weight, seconds / (known + seconds)) : weight;
    // A red light says little of the road behind it; a jam tells by lasting.
    const heed = pace < leastSpeed ? standingHeed : 1;
    speed = speed === null ? pace : speed + (pace - speed) * share * heed;
    known += seconds;
  }
  return known >= 10 ? speed : null;
}

export type EstimateInput = {
  /** Oldest first; the last one is where the person is. */
  readonly trip: readonly Fix[];
  readonly destination: Point;
  /** What this organization's trips have taught; `usualDetour` without any. */
  readonly detour: number;
  /** Milliseconds since 1970, for the age of the last fix. */
  readonly now: number;
  /** What a router says of the rest of the way, when there is one. */
  readonly route?: { readonly distance_m: number; readonly duration_s: number } | undefined;
};

/**
 * When somebody arrives. A range: narrow while they move steadily and were heard of lately, wide while
 * their pace is unknown or their last position is old. Null without a position. Pure.
 */
export function estimateArrival(input: EstimateInput): Arrival | null {
  const { trip, destination, now, route } = input;
  const here = trip.at(-1);
  if (here === undefined) return null;
  const straight = metresBetween(here, destination);
  if (!Number.isFinite(straight)) return null;
  const detour = boundedDetour(input.detour);
  const distance = route === undefined ? straight * detour : Math.max(route.distance_m, straight);
  const measured = smoothedSpeed(trip);
  const seconds = route?.duration_s ?? distance / paceOf(measured);
  const age = Math.max(0, (now - Date.parse(here.at)) / 1_000) || 0;
  const unsure = (measured === null && route === undefined ? 0.4 : 0.15) + Math.min(0.5, age / 600);
  return {
    distance_m: Math.round(distance),
    // Whoever was on the way when last heard of has come nearer since, at best.
    from_s: Math.max(0, Math.floor(seconds * (1 - unsure) - age)),
    to_s: Math.max(0, Math.ceil(seconds * (1 + unsure))),
  };
}

function paceOf(measured: number | null): number {
  if (measured === null) return usualSpeed;
  // Standing now is not standing for ever: what is usual stands for the rest of the way.
  if (measured < leastSpeed) return (measured + usualSpeed) / 2;
  return Math.min(mostSpeed, measured);
}

/**
 * What an estimate still says when nothing was heard for so many seconds since: at best they came nearer all
 * the time, at worst half of it. « Arrive » is never said by waiting alone. Pure.
 */
export function arrivalAfter({ distance_m, from_s, to_s }: Arrival, seconds: number): Arrival {
  const gone = Math.max(0, seconds) || 0;
  const latest = Math.min(to_s, Math.max(60, Math.ceil(to_s - gone / 2)));
  return {
    distance_m,
    from_s: Math.min(latest, Math.max(0, Math.floor(from_s - gone))),
    to_s: latest,
  };
}

/** What somebody says of their way with one tap. */
export const progresses = ["leaving", "five_minutes", "arrived"] as const;
export type Progress = (typeof progresses)[number];

/**
 * What a person's own word says of their arrival when their positions have stopped coming. `leaving`: all of
 * the way is before them, from where they were last seen. Null when nothing follows from it. Pure.
 */
export function declaredArrival(
  progress: Progress,
  { trip, ...input }: EstimateInput,
): Arrival | null {
  const here = trip.at(-1);
  if (here === undefined) return null;
  const straight = metresBetween(here, input.destination);
  if (progress === "arrived") return { distance_m: 0, from_s: 0, to_s: 0 };
  const now = new Date(input.now).toISOString();
  const fromThere = estimateArrival({ ...input, trip: [{ ...here, at: now }] });
  if (progress === "leaving" || fromThere === null) return fromThere;
  // People say five minutes and mean up to eight; nobody says it who is further than that.
  const distance_m = Math.min(fromThere.distance_m, Math.max(0, Math.round(straight)));
  return { distance_m, from_s: 240, to_s: 480 };
}

/** Under a minute there is nothing to count any more: « arrive ». */
export function isArriving({ to_s }: Arrival): boolean {
  return to_s < 60;
}

/** How much longer the way of a finished trip was than the straight line; null when it says nothing. */
export function detourOf(trip: readonly Point[]): number | null {
  const [first] = trip;
  const last = trip.at(-1);
  if (first === undefined || last === undefined) return null;
  const straight = metresBetween(first, last);
  if (straight < 500) return null;
  let way = 0;
  for (let index = 1; index < trip.length; index += 1) {
    const [before, here] = [trip[index - 1], trip[index]];
    if (before !== undefined && here !== undefined) way += metresBetween(before, here);
  }
  return boundedDetour(way / straight);
}

/** The factor after one more trip: the first ones teach much, the hundredth little. */
export function learnDetour(known: { detour: number; trips: number }, trip: number): number {
  // The usual one counts as five trips, so that one odd trip does not rule.
  const weight = 1 / (Math.min(known.trips, 50) + 6);
  return boundedDetour(known.detour + (boundedDetour(trip) - known.detour) * weight);
}

function boundedDetour(factor: number): number {
  if (!Number.isFinite(factor)) return usualDetour;
  return Math.min(detourBounds.most, Math.max(detourBounds.least, factor));
}
