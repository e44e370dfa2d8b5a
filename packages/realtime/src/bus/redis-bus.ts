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
  | { say: "alive"; people?: PresenceNews[]; attending?: AttendanceNews[] };

/**
 * Several servers over one Redis: publish and subscribe only. Nothing lives in Redis, so losing it
 * loses no message: servers go on by themselves, and every follower still catches up from the journal.
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

  #say(spoken: Spoken): void {
    if (this.#publisher.status !== "ready") return;
    this.#publisher
      .publish(channel, JSON.stringify({ from: this.#serverId, ...spoken }))
      .catch((error: unknown) => {
        this.#log.warn(
          { err: error },
          "A wake did not reach the other servers; their clients catch up later.",
        );
      });
  }

  #hear(text: string): void {
    const spoken = JSON.parse(text) as Spoken & { from: string };
    const { from } = spoken;
    if (from === this.#serverId) return;
    this.#lastHeard.set(from, Date.now());
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
      case "alive":
        for (const news of spoken.people ?? []) this.#listener.presence(from, news);
        for (const news of spoken.attending ?? []) this.#listener.attendance(from, news);
    }
  }

  #live(): void {
    this.#say({ say: "alive" });
    const oldest = Date.now() - 3 * aliveMilliseconds;
    for (const [serverId, at] of this.#lastHeard) {
      if (at >= oldest) continue;
      this.#lastHeard.delete(serverId);
      this.#listener.serverGone(serverId);
    }
  }
}
