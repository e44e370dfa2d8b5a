import { deviceLimits } from "./device-limits.ts";

/** The beginning of a text, counted in code points as PostgreSQL's `left` does. */
export function quotedText(text: string): string {
  // A code point takes two units at most: no longer text need be taken apart.
  const points = Array.from(text.slice(0, deviceLimits.quotedCharacters * 2));
  return points.slice(0, deviceLimits.quotedCharacters).join("");
}
