import type { Log } from "@relais/core";
import type { Rate } from "@relais/realtime";
import type { Redis } from "ioredis";

/** How often servers tell each other what was taken. */
const settleMs = 100;
/** Keys of one settlement at most; the others follow in the next. */
const keysAtOnce = 1_000;
const remembered = 10_000;

/**
 * Each entry: what was taken here since the last time. The clock is Redis's own, so that servers need not
 * agree on theirs. Answers what is left, as text because Redis would cut the fraction off.
 */
const script = `
local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + clock[2] / 1000
local left = {}
for i, key in ipairs(KEYS) do
  local known = redis.call('HMGET', key, 'tokens', 'at')
  local tokens = tonumber(known[1] or burst) + (now - tonumber(known[2] or now)) / 1000 * rate
  tokens = math.max(math.min(tokens, burst) - tonumber(ARGV[i + 2]), -burst)
  redis.call('HSET', key, 'tokens', tokens, 'at', now)
  redis.call('PEXPIRE', key, math.ceil((burst - tokens) / rate * 1000) + 1000)
  left[i] = tostring(tokens)
end
return left`;

type Bucket = { tokens: number; at: number; taken: number };

/**
 * Problem: several servers must keep one rate together, and asking Redis at every request would make each
 * wait for it. Way chosen: each server decides at once from its own bucket and ten times a second tells
 * Redis what it took; the answer lowers its bucket to what all servers have left.
 *
 * Guarantee: no request waits, and together the servers let through at most the burst plus what arrives
 * in a tenth of a second. Without Redis each server keeps the rate by itself.
 */
export class SharedBuckets {
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #rate: Rate;
  readonly #log: Log;
  readonly #buckets = new Map<string, Bucket>();
  readonly #taken = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  #settling: Promise<void> | undefined;

  constructor(redis: Redis, name: string, rate: Rate, log: Log) {
    this.#redis = redis;
    this.#prefix = `relais:rate:${name}:`;
    this.#rate = rate;
    this.#log = log;
    this.#timer = setInterval(() => void this.settle(), settleMs).unref();
  }

  /** Takes one and answers 0, or answers the milliseconds until one is there. `now` in milliseconds. */
  take(key: string, now: number): number {
    const bucket = this.#bucket(key, now);
    this.#refill(bucket, now);
    if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) / this.#rate.perSecond) * 1_000);
    bucket.tokens -= 1;
    bucket.taken += 1;
    this.#taken.add(key);
    return 0;
  }

  /** Tells what was taken and hears what is left. One at a time. */
  settle(): Promise<void> {
    this.#settling ??= this.#settle().finally(() => {
      this.#settling = undefined;
    });
    return this.#settling;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #settle(): Promise<void> {
    const keys = [...this.#taken].slice(0, keysAtOnce);
    if (keys.length === 0 || this.#redis.status !== "ready") return;
    const taken = keys.map((key) => this.#buckets.get(key)?.taken ?? 0);
    for (const key of keys) {
      this.#taken.delete(key);
      const bucket = this.#buckets.get(key);
      if (bucket !== undefined) bucket.taken = 0;
    }
    const { perSecond, burst } = this.#rate;
    const names = keys.map((key) => this.#prefix + key);
    try {
      const left = await this.#redis.eval(
        script,
        names.length,
        ...names,
        perSecond,
        burst,
        ...taken,
      );
      if (!Array.isArray(left)) return;
      keys.forEach((key, index) => this.#lower(key, Number(left[index])));
    } catch (error) {
      this.#log.warn({ err: error }, "Rates were not settled; this server keeps them by itself.");
    }
  }

  #lower(key: string, left: number): void {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined || Number.isNaN(left)) return;
    // What was taken while Redis answered is not in its number yet.
    bucket.tokens = Math.min(bucket.tokens, left - bucket.taken);
  }

  #bucket(key: string, now: number): Bucket {
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      if (this.#buckets.size >= remembered) this.#sweep(now);
      bucket = { tokens: this.#rate.burst, at: now, taken: 0 };
      this.#buckets.set(key, bucket);
    }
    return bucket;
  }

  #refill(bucket: Bucket, now: number): void {
    const { perSecond, burst } = this.#rate;
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1_000) * perSecond);
    bucket.at = now;
  }

  /** A full bucket that owes Redis nothing is as good as none. */
  #sweep(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      this.#refill(bucket, now);
      if (bucket.tokens >= this.#rate.burst && bucket.taken === 0) this.#buckets.delete(key);
    }
  }
}
