import type { Latency } from "./jobs.ts";

/** Percentiles of a list of durations in milliseconds; infinite when there is none. */
export function percentiles(durations: Float64Array): Latency {
  const sorted = durations.toSorted();
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Infinity;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
