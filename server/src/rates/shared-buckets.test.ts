import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RedisServer, startRedis } from "../testing/start-redis.ts";
import { SharedBuckets } from "./shared-buckets.ts";

const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const rate = { perSecond: 10, burst: 20 };
const takeAll = (buckets: SharedBuckets, key: string, now: number): number => {
  let taken = 0;
  while (buckets.take(key, now) === 0) taken += 1;
  return taken;
};

describe("rates that several servers keep together", () => {
  let server: RedisServer;
  let first: Redis;
  let second: Redis;
  const open: SharedBuckets[] = [];
  const buckets = (redis: Redis, name: string) => {
    const one = new SharedBuckets(redis, name, rate, quiet);
    open.push(one);
    return one;
  };

  beforeAll(async () => {
    server = await startRedis();
    first = new Redis(server.url);
    second = new Redis(server.url);
    await Promise.all([first.ping(), second.ping()]);
  });

  afterAll(async () => {
    for (const one of open) one.close();
    first.disconnect();
    second.disconnect();
    await server.stop();
  });

  it("let a burst pass and say how long to wait after it", () => {
    const one = buckets(first, "alone");
    expect(takeAll(one, "awa", 0)).toBe(20);
    expect(one.take("awa", 0)).toBe(100);
    expect(one.take("awa", 100)).toBe(0);
    expect(one.take("moussa", 100)).toBe(0);
  });

  it("count on every server what was taken on one", async () => {
    const here = buckets(first, "together");
    const there = buckets(second, "together");
    const now = performance.now();
    expect(there.take("awa", now)).toBe(0);
    expect(takeAll(here, "awa", now)).toBe(20);
    await here.settle();
    // The other server hears of it with its next word.
    await there.settle();
    expect(there.take("awa", performance.now())).toBeGreaterThan(0);
  });

  it("never make a quiet person pay for another", async () => {
    const here = buckets(first, "apart");
    const there = buckets(second, "apart");
    takeAll(here, "awa", performance.now());
    await here.settle();
    expect(there.take("moussa", performance.now())).toBe(0);
    await there.settle();
    expect(there.take("moussa", performance.now())).toBe(0);
  });

  it("leave nothing behind in Redis once a bucket is full again", async () => {
    const here = buckets(first, "gone");
    here.take("awa", performance.now());
    await here.settle();
    const life = await first.pttl("relais:rate:gone:awa");
    expect(life).toBeGreaterThan(0);
    expect(life).toBeLessThanOrEqual(1_100);
  });

  it("go on alone without Redis", async () => {
    const nowhere = new Redis("redis://127.0.0.1:1", {
      lazyConnect: true,
      enableOfflineQueue: false,
    });
    const alone = buckets(nowhere, "without");
    expect(takeAll(alone, "awa", 0)).toBe(20);
    await alone.settle();
    expect(alone.take("awa", 0)).toBe(100);
    nowhere.disconnect();
  });
});
