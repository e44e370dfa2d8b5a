import { type Log, RefusedError } from "@relais/core";
import { limits } from "@relais/protocol";
import { type Buckets, type Rate, TokenBuckets } from "@relais/realtime";

/** Requests of one person over all devices: the promise is that these pass. */
const requestRate: Rate = { perSecond: 50, burst: 200 };
/** Requests of one address before anybody signed in: a whole office may be behind it. */
const addressRate: Rate = { perSecond: 100, burst: 1_000 };
/** Attempts to sign in to one account from one address; the account itself locks after failures. */
const signInRate: Rate = { perSecond: 2, burst: 30 };
/** Links opened from one address: nobody guesses 32 bytes, and nobody may try at length. */
const linkRate: Rate = { perSecond: 1, burst: 60 };
/** Conversations begun on a site from one address: a whole quarter of a town may share it. */
const startRate: Rate = { perSecond: 1 / 15, burst: 20 };
/** The same of the whole site, whatever the addresses. */
const siteRate: Rate = { perSecond: 2, burst: 200 };

/** Five seconds' worth at once: whoever comes back from a tunnel has some to send. */
export const messageRate = (perSecond: number): Rate => ({ perSecond, burst: perSecond * 5 });

/** Receipts, typing and heartbeats beside the messages of one device. */
export const frameRate = (messagesPerSecond: number): Rate => {
  const perSecond = Math.max(limits.framesPerSecond, messagesPerSecond * 2.5);
  return { perSecond, burst: perSecond * 4 };
};

/** How often one may ask. Each question is refused with too_many_requests when it comes too soon. */
export type Rates = {
  request(memberId: string): void;
  address(address: string): void;
  signIn(address: string, email: string): void;
  link(address: string): void;
  /** A page of a link, before it is opened: beside `link`, so that whoever opens one is not counted twice. */
  look(address: string): void;
  start(address: string, site: string): void;
  /** Messages of one person, whatever the entrance. */
  readonly messages: Buckets;
  close(): Promise<void>;
};

/** With Redis, several servers keep the rates together; without it, this one keeps them in process. */
export async function createRates(
  redisUrl: string | undefined,
  messageRate: Rate,
  log: Log,
): Promise<Rates> {
  const shared = redisUrl === undefined ? undefined : await openShared(redisUrl, log);
  const buckets = (name: string, rate: Rate): Buckets =>
    shared?.buckets(name, rate) ?? new TokenBuckets(rate);
  const requests = buckets("request", requestRate);
  const addresses = buckets("address", addressRate);
  const links = buckets("link", linkRate);
  const looks = buckets("look", linkRate);
  const signIns = buckets("sign-in", signInRate);
  const starts = buckets("start", startRate);
  const sites = buckets("site", siteRate);
  return {
    request: (memberId) => take(requests, memberId),
    address: (address) => take(addresses, address),
    signIn: (address, email) => take(signIns, `${address} ${email.toLowerCase()}`),
    link: (address) => take(links, address),
    look: (address) => take(looks, address),
    start(address, site) {
      take(starts, `${address} ${site}`);
      take(sites, site);
    },
    messages: buckets("message", messageRate),
    close: async () => shared?.close(),
  };
}

function take(buckets: Buckets, key: string): void {
  const waitMs = buckets.take(key, performance.now());
  if (waitMs > 0) throw new RefusedError("too_many_requests", { retryAfterMs: waitMs });
}

async function openShared(redisUrl: string, log: Log) {
  const [{ Redis }, { SharedBuckets }] = await Promise.all([
    import("ioredis"),
    import("./shared-buckets.ts"),
  ]);
  const redis = new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  let lost = false;
  redis.on("ready", () => {
    lost = false;
  });
  redis.on("error", (error) => {
    if (!lost)
      log.warn({ err: error }, "Redis does not answer; this server keeps its rates alone.");
    lost = true;
  });
  const all: InstanceType<typeof SharedBuckets>[] = [];
  return {
    buckets(name: string, rate: Rate): Buckets {
      const one = new SharedBuckets(redis, name, rate, log);
      all.push(one);
      return one;
    },
    close(): void {
      for (const one of all) one.close();
      redis.disconnect();
    },
  };
}
