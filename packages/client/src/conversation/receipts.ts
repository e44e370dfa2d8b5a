import type { Clock } from "../clock.ts";

/** At most one receipt this often for one conversation in one direction. */
const pauseMs = 1_000;
/** What arrives before somebody's eyes is read in an instant: then one receipt says both. */
const glanceMs = 250;
const never = Number.NEGATIVE_INFINITY;
/** Receipts of one second, over all conversations: a long list must not use up the frame allowance. */
const perSecond = 20;

export type ReceiptDirection = "delivered" | "read";

type Lane = {
  conversationId: string;
  direction: ReceiptDirection;
  /** How far this person has come. */
  reached: number;
  /** Since when the server could be told more. */
  since: number;
  /** How far the server was told, or knows by itself. */
  told: number;
  toldAt: number;
};

export type SendReceipt = (
  conversationId: string,
  receipt: Partial<Record<ReceiptDirection, number>>,
) => void;

/** Tells the server how far this person has received and read: only the highest number, never often. */
export class Receipts {
  readonly #clock: Clock;
  readonly #send: SendReceipt;
  readonly #lanes = new Map<string, Lane>();
  #connected = false;
  #cancel = () => {};

  constructor(clock: Clock, send: SendReceipt) {
    this.#clock = clock;
    this.#send = send;
  }

  reach(conversationId: string, direction: ReceiptDirection, number: number): void {
    const lane = this.#lane(conversationId, direction);
    if (number <= lane.reached) return;
    if (lane.reached <= lane.told) lane.since = this.#clock.now();
    lane.reached = number;
    // Read implies delivered: it is not said twice.
    if (direction === "read") {
      const delivered = this.#lane(conversationId, "delivered");
      delivered.reached = Math.max(delivered.reached, number);
      if (this.#connected) delivered.told = Math.max(delivered.told, number);
    }
    this.#flush();
  }

  /** The state says how far the server has recorded this person. */
  confirm(conversationId: string, receipt: Record<ReceiptDirection, number>): void {
    for (const direction of ["delivered", "read"] as const) {
      const lane = this.#lane(conversationId, direction);
      lane.told = Math.max(lane.told, receipt[direction]);
      lane.reached = Math.max(lane.reached, receipt[direction]);
    }
  }

  /** The server was restored: what it was told may be gone, and numbers mean other messages. */
  beginAnew(): void {
    this.#lanes.clear();
  }

  /** A receipt on its way when a connection breaks may be lost: all are said again when in doubt. */
  connected(): void {
    for (const lane of this.#lanes.values()) lane.told = 0;
    this.#connected = true;
    // A moment later, when the catch-up has confirmed what the server has.
    this.#wait(pauseMs);
  }

  /** Something without a reference was refused for now; it may have been one of the last receipts. */
  doubt(): void {
    const now = this.#clock.now();
    for (const lane of this.#lanes.values()) {
      if (now - lane.toldAt < 2 * pauseMs) lane.told = 0;
    }
    this.#wait(2 * pauseMs);
  }

  lost(): void {
    this.#connected = false;
    this.#cancel();
  }

  #lane(conversationId: string, direction: ReceiptDirection): Lane {
    const key = `${conversationId} ${direction}`;
    let lane = this.#lanes.get(key);
    if (lane === undefined) {
      lane = { conversationId, direction, reached: 0, since: never, told: 0, toldAt: never };
      this.#lanes.set(key, lane);
    }
    return lane;
  }

  #flush(): void {
    if (!this.#connected) return;
    const now = this.#clock.now();
    let recent = 0;
    for (const lane of this.#lanes.values()) {
      // The device's clock was put back: what lies ahead of it was long ago.
      if (lane.toldAt > now) lane.toldAt = never;
      if (now - lane.toldAt < pauseMs) recent += 1;
    }
    let next = Number.POSITIVE_INFINITY;
    for (const lane of this.#lanes.values()) {
      if (lane.reached <= lane.told) continue;
      const glance = lane.direction === "delivered" ? lane.since + glanceMs : 0;
      const due = Math.max(lane.toldAt + pauseMs, glance);
      if (due > now || recent >= perSecond) {
        next = Math.min(next, Math.max(due, now + glanceMs));
        continue;
      }
      recent += 1;
      lane.told = lane.reached;
      lane.toldAt = now;
      this.#send(lane.conversationId, { [lane.direction]: lane.reached });
    }
    if (next !== Number.POSITIVE_INFINITY) this.#wait(next - now);
  }

  #wait(milliseconds: number): void {
    this.#cancel();
    this.#cancel = this.#clock.after(milliseconds, () => this.#flush());
  }
}
