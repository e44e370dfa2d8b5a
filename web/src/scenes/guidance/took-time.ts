import { m } from "../../catalogue/index.ts";

/** From one instant to another, as a sentence says it; "—" while the second is not known. */
export function tookTime(from: string, to: string | null): string {
  if (to === null) return "—";
  return tookSeconds(Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1_000)));
}

/** The same for so many seconds. */
export function tookSeconds(seconds: number): string {
  return seconds < 60
    ? m.guidance_seconds({ count: seconds })
    : m.guidance_minutes({ count: Math.round(seconds / 60) });
}

/** So many seconds, or minutes from a minute on, as a number with its unit; "—" when nobody can say. */
export function secondsSaid(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return "—";
  return seconds < 60 ? `${Math.round(seconds)}\u00a0s` : `${Math.round(seconds / 60)}\u00a0min`;
}
