import { randomUUID } from "node:crypto";
import {
  type CloseReason,
  closes,
  type Counter,
  type DownFrame,
  type ErrorCode,
  errors,
  type FieldHints,
  hintsIn,
  type Language,
  limits,
  sentence,
} from "@relais/protocol";
import type { Actor } from "@relais/core";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Stream } from "../streams/stream.ts";
import { type Rate, TokenBucket } from "../token-bucket.ts";
import type { Transport } from "../transports/transport.ts";
import { Pace } from "./pace.ts";
import type { Turn } from "./turn.ts";

/** So long a frame waits for the next one. */
const aheadMs = 50;

/** Refusals in a row for sending too fast, after which the connection is cut. */
const toleratedRefusals = 400;

export type RefusalDetails = {
  ref?: number | undefined;
  conversationId?: string | undefined;
  values?: Record<string, string> | undefined;
  fields?: FieldHints | undefined;
  retryAfterMs?: number | undefined;
};

/** Who a connection speaks for, from `hello` on. */
export type Identity = { actor: Actor; expiresAt: number };

/** One device, over whatever transport. Small: there are thousands, and most are idle. */
export class Connection {
  readonly id = randomUUID();
  readonly transport: Transport;
  identity: Identity | undefined;
  language: Language = "fr";
  focused = false;
  /** Whether `hello` was received: it is accepted once. */
  greeted = false;
  /** Whether it understands brief frames, and its transport can carry them. */
  brief = false;
  /** Whether it counts for itself what awaits the person in conversations that it follows. */
  counts = false;
  /** What it was therefore not told: the newest of each conversation. */
  readonly untold = new Map<string, Counter>();
  readonly openedAt: number;
  /** When something was last heard from the other side. */
  heardAt: number;
  pinged = false;
  closed = false;
  #saidGoodbye = false;
  readonly followed = new Map<string, Stream>();
  /** Streams whose following is being prepared or ended, each with the end of that work. */
  readonly preparing = new Map<string, Promise<void>>();
  /** What counters were told while a complete list of them is being read. */
  counterNews: EncodedFrame[] | undefined;
  /** Whether it is told of the person's drafts; a list of frames while the complete list of them is being read. */
  draftNews: "unwanted" | "wanted" | EncodedFrame[] = "unwanted";
  /** How fast it can be brought up to date; made when it first follows something. */
  #pace: Pace | undefined;
  readonly #turn: Turn;
  readonly #bucket: TokenBucket;
  #refusals = 0;
  /**
   * Emptied, never replaced: a replaced array has grown old by the time it dies, and what an old dead array holds
   * outlives the next collection of young objects, with everything that it leads to.
   */
  readonly #waiting: EncodedFrame[] = [];
  /** Whether what waits leaves at the end of the turn. */
  #leaving = false;

  constructor(transport: Transport, turn: Turn, rate: Rate, now: number) {
    this.transport = transport;
    this.openedAt = now;
    this.heardAt = now;
    this.#turn = turn;
    this.#bucket = new TokenBucket(rate, now);
  }

  /** What concerns one stream happens one after the other, in the order asked (N2.7). */
  inOrder(streamId: string, task: () => Promise<void>): Promise<void> {
    const before = this.preparing.get(streamId);
    const work = before === undefined ? task() : before.then(task);
    const end = work
      // Whoever asked is told of the failure; the next request only waits for the end.
      .catch(() => {})
      .finally(() => {
        if (this.preparing.get(streamId) === end) this.preparing.delete(streamId);
      });
    this.preparing.set(streamId, end);
    return work;
  }

  /** Queues a frame; everything queued in one turn leaves in one write. */
  enqueue(frame: EncodedFrame): void {
    if (this.closed) return;
    this.#waiting.push(frame);
    this.#leave();
  }

  /** Queues a frame that the next one will follow at once: they leave in one write, unless that one takes its time. */
  enqueueAhead(frame: EncodedFrame): void {
    if (this.closed) return;
    this.#waiting.push(frame);
    setTimeout(() => this.#leave(), aheadMs).unref();
  }

  #leave(): void {
    if (this.#leaving || this.#waiting.length === 0) return;
    this.#leaving = true;
    this.#turn.add(this);
  }

  /** Queues a frame of a catch-up: the reader is owed it, however slowly it reads. */
  enqueueOwed(frame: EncodedFrame): void {
    this.pace.owed += frame.length;
    this.enqueue(frame);
  }

  get pace(): Pace {
    this.#pace ??= new Pace(this.transport);
    return this.#pace;
  }

  send(frame: DownFrame): void {
    this.enqueue(EncodedFrame.of(frame));
  }

  refuse(code: ErrorCode, details: RefusalDetails = {}): void {
    const { ref, conversationId, values, fields, retryAfterMs } = details;
    this.send({
      type: "refused",
      ...(ref !== undefined && { ref }),
      ...(conversationId !== undefined && { conversation_id: conversationId }),
      code,
      message: sentence(code, this.language, values),
      retry: errors[code].retry,
      ...(fields && { fields: hintsIn(fields, this.language) }),
      ...(retryAfterMs !== undefined && { retry_after_ms: retryAfterMs }),
    });
  }

  /** 0 when one more frame is allowed now, else the milliseconds until it is. Cuts off a flood. */
  allowFrame(rate: Rate, now: number): number {
    const wait = this.#bucket.take(rate, now);
    if (wait === 0) {
      this.#refusals = 0;
      return 0;
    }
    this.#refusals += 1;
    if (this.#refusals > toleratedRefusals) this.close("flooding", 5_000);
    return wait;
  }

  /** The end of a turn: one write. A reader that lets too much wait is cut, and recovers by catch-up. */
  flush(): void {
    this.#leaving = false;
    // Taken out first: an interpreter may have something to say while it puts these into words, for the next turn.
    const frames = this.#waiting.splice(0);
    if (frames.length === 0) return;
    const bearable = limits.unreadBytes + (this.#pace?.owed ?? 0);
    if (!this.closed && this.transport.pending > bearable) {
      this.close("slow_reader");
      return;
    }
    this.transport.write(frames);
  }

  /** Says why it will be closed (`bye`), and when to come back. Once. */
  sayGoodbye(reason: CloseReason, afterMs?: number): void {
    if (this.closed || this.#saidGoodbye) return;
    this.#saidGoodbye = true;
    const { code, reconnect } = closes[reason];
    const bye = { type: "bye", reason, code, reconnect } as const;
    this.#waiting.push(
      EncodedFrame.of(afterMs === undefined ? bye : { ...bye, after_ms: afterMs }),
    );
    this.transport.write(this.#waiting.splice(0));
  }

  /** Closes it with the code of the reason, which is said unless that was done. Once. */
  close(reason: CloseReason, afterMs?: number): void {
    if (this.closed) return;
    if (reason !== "slow_reader") this.sayGoodbye(reason, afterMs);
    this.#waiting.length = 0;
    this.closed = true;
    this.transport.close(reason);
  }
}
