import { randomUUID } from "node:crypto";
import type { Log, Notice, PositionNews } from "@relais/core";
import { Redis } from "ioredis";
import type { AttendanceNews } from "../fleeting/attendance.ts";
import type { DraftNews } from "../fleeting/drafts.ts";
import type { PresenceNews } from "../fleeting/presence.ts";
import type { TypingNews } from "../fleeting/typing.ts";
import type { Leaving } from "../streams/show-out.ts";
import type { Bus, BusListener, CountersNews, Wake } from "./bus.ts";

const channel = "relais";
/** A server says that it lives, and with whom, this often; silent for three of them it is gone. */
const aliveMilliseconds = 5_000;

type Spoken =
  | ({ say: "wake" } & Wake)
  | { say: "typing"; news: TypingNews }
  | { say: "presence"; news: PresenceNews }
  | { say: "counters"; news: CountersNews }
  | { say: "notice"; news: Notice }
  | { say: "position"; news: PositionNews }
  | { say: "draft"; news: DraftNews }
  | { say: "attendance"; news: AttendanceNews }
  | { say: "signed_out"; ids: readonly string[] }
  | { say: "hello" }
  | { say: "missed" }
  | { say: "alive"; people?: PresenceNews[]; attending?: AttendanceNews[] };

/** What is not said again by itself. */
const mustBeKnown = new Set<Spoken["say"]>(["wake", "counters", "notice", "signed_out"]);

/**
 * Several servers over one Redis: publish and subscribe only. Nothing lives in Redis, so losing it
 * loses no message: servers go on by themselves, each looks through the journals that are followed there as often as it
 * would say that it lives, and once more when Redis is back.
 */
export class RedisBus implements Bus {
  readonly #serverId = randomUUID();
  readonly #publisher: Redis;
  readonly #subscriber: Redis;
  readonly #listener: BusListener;
  readonly #log: Log;
  readonly #lastHeard = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  readonly #moved = new Set<string>();
  readonly #changed = new Set<string>();
  #lost = false;
  #ended = false;
  /** Whether something was not said that others have to know. */
  #unsaid = false;
  readonly #left: Leaving[] = [];

  constructor(url: string, listener: BusListener, log: Log) {
    this.#listener = listener;
    this.#log = log;
    const options = { maxRetriesPerRequest: null, enableOfflineQueue: false, lazyConnect: false };
    this.#publisher = new Redis(url, options);
    this.#subscriber = new Redis(url, { ...options, enableOfflineQueue: true });
    for (const redis of [this.#publisher, this.#subscriber]) {
      redis.on("error", (error) => this.#lose(error));
      // A Redis that is back before it is asked again gave no error, and yet what was said meanwhile is lost.
      redis.on("close", () => this.#lose(new Error("The connection ended.")));
      redis.on("ready", () => this.#find());
    }
    this.#publisher.on("ready", () => this.#sayMissed());
    this.#subscriber.on("message", (_channel, text) => this.#hear(text));
    this.#subscriber.on("ready", () => void this.#begin());
    this.#timer = setInterval(() => this.#live(), aliveMilliseconds).unref();
  }

  /** What was committed in one turn leaves in one message. */
  wake({ moved, changed, left }: Wake): void {
    if (this.#moved.size === 0) setImmediate(() => this.#sayWake());
    for (const id of moved) this.#moved.add(id);
    for (const id of changed) this.#changed.add(id);
    this.#left.push(...left);
  }

  #sayWake(): void {
    const [moved, changed, left] = [[...this.#moved], [...this.#changed], [...this.#left]];
    this.#say({ say: "wake", moved, changed, left });
    this.#moved.clear();
    this.#changed.clear();
    this.#left.length = 0;
  }

  typing(news: TypingNews): void {
    this.#say({ say: "typing", news });
  }

  presence(news: PresenceNews): void {
    this.#say({ say: "presence", news });
  }

  counters(news: CountersNews): void {
    this.#say({ say: "counters", news });
  }

  notice(news: Notice): void {
    this.#say({ say: "notice", news });
  }

  position(news: PositionNews): void {
    this.#say({ say: "position", news });
  }

  draft(news: DraftNews): void {
    this.#say({ say: "draft", news });
  }

  attendance(news: AttendanceNews): void {
    this.#say({ say: "attendance", news });
  }

  signedOut(ids: readonly string[]): void {
    this.#say({ say: "signed_out", ids });
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#ended = true;
    this.#publisher.disconnect();
    this.#subscriber.disconnect();
  }

  /** Said once: it is tried again every two seconds, on two connections. */
  #lose(error: Error): void {
    if (this.#lost || this.#ended) return;
    this.#lost = true;
    this.#log.warn({ err: error }, "Redis is out of reach; this server goes on alone.");
  }

  #find(): void {
    if (!this.#lost || this.#publisher.status !== "ready" || this.#subscriber.status !== "ready")
      return;
    this.#lost = false;
    this.#log.info({}, "Redis answers again; servers hear each other.");
  }

  async #begin(): Promise<void> {
    try {
      await this.#subscriber.subscribe(channel);
      this.#say({ say: "hello" });
      this.#sayEverybody();
      this.#listener.together();
    } catch (error) {
      this.#log.warn(
        { err: error },
        "Subscribing to Redis failed; it is tried again on reconnection.",
      );
    }
  }

  #sayEverybody(): void {
    const people = this.#listener.everybodyHere();
    this.#say({ say: "alive", people, attending: this.#listener.attendingHere() });
  }

  #sayMissed(): void {
    if (!this.#unsaid) return;
    this.#unsaid = false;
    this.#say({ say: "missed" });
  }

  #say(spoken: Spoken): void {
    if (this.#publisher.status !== "ready") {
      this.#unsaid ||= mustBeKnown.has(spoken.say);
      return;
    }
    this.#publisher
      .publish(channel, JSON.stringify({ from: this.#serverId, ...spoken }))
      .catch((error: unknown) => {
        this.#unsaid ||= mustBeKnown.has(spoken.say);
        this.#log.warn(
          { err: error },
          "A wake did not reach the other servers; they look by themselves a little later.",
        );
      });
  }

  #hear(text: string): void {
    const spoken = JSON.parse(text) as Spoken & { from: string };
    const { from } = spoken;
    if (from === this.#serverId) return;
    // Not known, or taken for gone while one of us stood still: who is there was not heard.
    if (!this.#lastHeard.has(from) && spoken.say !== "hello") this.#say({ say: "hello" });
    this.#lastHeard.set(from, performance.now());
    switch (spoken.say) {
      case "wake":
        return this.#listener.wake(spoken);
      case "typing":
        return this.#listener.typing(spoken.news);
      case "presence":
        return this.#listener.presence(from, spoken.news);
      case "notice":
        return this.#listener.notice(spoken.news);
      case "counters":
        return this.#listener.counters(spoken.news);
      case "signed_out":
        return this.#listener.signedOut(spoken.ids);
      case "position":
        return this.#listener.position(spoken.news);
      case "draft":
        return this.#listener.draft(spoken.news);
      case "attendance":
        return this.#listener.attendance(from, spoken.news);
      case "hello":
        return this.#sayEverybody();
      case "missed":
        return this.#listener.together();
      case "alive":
        for (const news of spoken.people ?? []) this.#listener.presence(from, news);
        for (const news of spoken.attending ?? []) this.#listener.attendance(from, news);
    }
  }

  #live(): void {
    if (this.#lost) this.#listener.alone();
    else this.#sayMissed();
    this.#say({ say: "alive" });
    const oldest = performance.now() - 3 * aliveMilliseconds;
    for (const [serverId, at] of this.#lastHeard) {
      if (at >= oldest) continue;
      this.#lastHeard.delete(serverId);
      this.#listener.serverGone(serverId);
    }
  }
}
