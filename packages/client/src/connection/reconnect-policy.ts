import type { Random } from "../clock.ts";

/** How long to wait before the next attempt, as a value: milliseconds throughout. */
export type ReconnectPolicy = {
  /** The longest wait before the first attempt; it doubles with every failure. */
  firstMs: number;
  capMs: number;
  /** Nobody looks: the radio and the server are spared. */
  hiddenCapMs: number;
  /** The device says that it is offline. It may be wrong, so attempts go on, rarely. */
  offlineMs: number;
};

export const usualPolicy: ReconnectPolicy = {
  firstMs: 500,
  capMs: 20_000,
  hiddenCapMs: 120_000,
  offlineMs: 30_000,
};

export type ReconnectMoment = {
  /** Attempts that failed in a row. */
  attempt: number;
  hidden: boolean;
  offline: boolean;
  /** The server asked to stay away this long. */
  afterMs?: number | undefined;
};

/**
 * Full jitter: anywhere between nothing and the bound, so that the clients of a restarted server do
 * not come back as one wave.
 */
export function reconnectDelay(
  policy: ReconnectPolicy,
  moment: ReconnectMoment,
  random: Random,
): number {
  const cap = moment.hidden ? policy.hiddenCapMs : policy.capMs;
  const grown = policy.firstMs * 2 ** Math.min(moment.attempt, 20);
  const slowed = moment.hidden ? Math.max(grown, policy.firstMs * 8) : grown;
  const jittered = Math.round(random() * Math.min(cap, slowed));
  if (moment.offline) return Math.max(jittered, policy.offlineMs);
  return (moment.afterMs ?? 0) + jittered;
}
