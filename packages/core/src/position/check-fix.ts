import { type Fix, type FixFault, limits, metresBetween, type Point } from "@relais/protocol";

/** A measure as a device tells it. `device_at` is in milliseconds of its own clock. */
export type Measure = Point & {
  readonly accuracy_m: number;
  readonly device_at: number;
  readonly age_ms: number;
};

/** A position that was taken, with the device's clock beside ours. */
export type Taken = Fix & { readonly device_at: number };

/** A place impossibly far from the last one, and how many measures in a row have stood by it. */
export type Suspect = Taken & { readonly times: number };

export type Known = { readonly last: Taken | null; readonly suspect: Suspect | null };

export type Checked =
  | { readonly ok: true; readonly taken: Taken }
  | { readonly ok: false; readonly fault: FixFault; readonly suspect: Suspect | null };

/** So many measures in a row that agree with one another are right, and the one before was wrong. */
const agreeing = 3;

/**
 * Whether a measure can be where somebody is, given what is known of them. Pure. What a device's clock
 * says is only compared with what it said before; `now` is the server's, in milliseconds.
 */
export function checkFix(measure: Measure, { last, suspect }: Known, now: number): Checked {
  const refused = (fault: FixFault): Checked => ({ ok: false, fault, suspect });
  const { latitude, longitude, accuracy_m, device_at, age_ms } = measure;
  if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return refused("out_of_range");
  if (Math.abs(latitude) < 0.001 && Math.abs(longitude) < 0.001) return refused("null_island");
  if (!(accuracy_m > 0 && accuracy_m <= limits.accuracyMetres)) return refused("inaccurate");
  if (!(age_ms <= limits.positionAgeMilliseconds)) return refused("stale");
  if (last !== null && device_at === last.device_at) return refused("duplicate");
  if (last !== null && device_at < last.device_at) return refused("backwards");
  const at = new Date(now - age_ms).toISOString();
  const taken: Taken = { latitude, longitude, accuracy_m, at, device_at };
  if (last === null || isReachable(last, taken)) return { ok: true, taken };
  const times = suspect !== null && isReachable(suspect, taken) ? suspect.times + 1 : 1;
  if (times >= agreeing) return { ok: true, taken };
  return { ok: false, fault: "jump", suspect: { ...taken, times } };
}

/** Whether one gets from one to the other by road in the time between them, each being inexact. */
function isReachable(from: Taken, to: Taken): boolean {
  // Two measures of one moment still have a second between them: clocks are coarse.
  const seconds = Math.max(1, (to.device_at - from.device_at) / 1_000);
  const apart = metresBetween(from, to) - from.accuracy_m - to.accuracy_m;
  return apart <= limits.metresPerSecond * seconds;
}
