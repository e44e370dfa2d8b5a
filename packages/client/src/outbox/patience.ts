import type { ErrorCode, Refusal } from "@relais/protocol";
import type { Random } from "../clock.ts";

/** Refusals that say nothing about this message: the server, this person or their organization has to wait a while. */
const passing: readonly ErrorCode[] = [
  "too_many_requests",
  "busy",
  "shutting_down",
  "organization_suspended",
];

/** A message that the server fails on this often would hold up all behind it for ever. */
const failuresBorne = 5;

/** What to do with a refused message: milliseconds until it is sent again, or null to call it failed. */
export function waitAfter(refusal: Refusal, refusals: number, random: Random): number | null {
  if (refusal.retry === "never") return null;
  if (refusal.retry === "later" && !passing.includes(refusal.code) && refusals >= failuresBorne) {
    return null;
  }
  const backoff = Math.min(30_000, 1_000 * 2 ** Math.min(refusals - 1, 10));
  return (refusal.retry_after_ms ?? backoff / 2) + Math.round((random() * backoff) / 2);
}
