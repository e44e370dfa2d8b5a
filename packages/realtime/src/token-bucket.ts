/** A rate with a burst: `perSecond` on average, `burst` at once. */
export type Rate = { readonly perSecond: number; readonly burst: number };

/** What is left of a rate. Small, because there is one a connection. */
export class TokenBucket {
  #tokens: number;
  #at: number;

  constructor(rate: Rate, now: number) {
    this.#tokens = rate.burst;
    this.#at = now;
  }

  /** Takes one and answers 0, or answers the milliseconds until one is there. */
  take(rate: Rate, now: number): number {
    this.#tokens = Math.min(rate.burst, this.#tokens + ((now - this.#at) / 1000) * rate.perSecond);
    this.#at = now;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return 0;
    }
    return Math.ceil(((1 - this.#tokens) / rate.perSecond) * 1000);
  }

  isFull(rate: Rate, now: number): boolean {
    return this.#tokens + ((now - this.#at) / 1000) * rate.perSecond >= rate.burst;
  }
}

/** A rate for each key: takes one and answers 0, or the milliseconds until one is there. */
export interface Buckets {
  take(key: string, now: number): number;
}

/** One bucket a key (a user, an address). A full bucket is as good as none and is forgotten. */
export class TokenBuckets implements Buckets {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  take(key: string, now: number): number {
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      if (this.#buckets.size >= 10_000) this.#sweep(now);
      bucket = new TokenBucket(this.#rate, now);
      this.#buckets.set(key, bucket);
    }
    return bucket.take(this.#rate, now);
  }

  #sweep(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (bucket.isFull(this.#rate, now)) this.#buckets.delete(key);
    }
  }
}
