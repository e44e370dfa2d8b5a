import type { Latency } from "./jobs.ts";
import { percentiles } from "./latency.ts";

/** Timers of this runtime are this coarse (ms); what leaves later than that is charged to the latency. */
const timerGrain = 2;

/** When each message of an open loop was due, acknowledged and received, in milliseconds. */
export class Ledger {
  readonly total: number;
  refused = 0;
  /** What the server said the first time it refused. */
  refusal = "";
  #answers = 0;
  #arrivals = 0;
  readonly #due: Float64Array;
  readonly #acknowledged: Float64Array;
  readonly #received: Float64Array;

  constructor(total: number) {
    this.total = total;
    this.#due = new Float64Array(total);
    this.#acknowledged = new Float64Array(total);
    this.#received = new Float64Array(total);
  }

  /** A message that leaves late is timed from when it was due: no coordinated omission. */
  leaves(number: number, dueAt: number): void {
    const now = performance.now();
    this.#due[number] = now - dueAt > timerGrain ? dueAt : now;
  }

  acknowledge(number: number): void {
    this.#acknowledged[number] = performance.now();
    this.#answers += 1;
  }

  refuse(reason: unknown): void {
    this.refusal ||= String(reason);
    this.refused += 1;
    this.#answers += 1;
  }

  receive(number: number): void {
    if (this.#received[number] !== 0) return;
    this.#received[number] = performance.now();
    this.#arrivals += 1;
  }

  /** Of `sent` messages, how many wait for their answer. */
  outstanding(sent: number): number {
    return sent - this.#answers;
  }

  /** Of `sent` messages, what is still awaited. */
  missing(sent: number): string {
    return `${sent - this.#answers} of ${sent} not acknowledged, ${sent - this.#arrivals} not received.`;
  }

  get complete(): boolean {
    return this.#answers === this.total && this.#arrivals === this.total;
  }

  /** Latencies of the messages from number `first` on. */
  latencies(first: number): { acknowledged: Latency; received: Latency } {
    const since = (at: Float64Array): Latency =>
      percentiles(at.subarray(first).map((time, index) => time - (this.#due[first + index] ?? 0)));
    return { acknowledged: since(this.#acknowledged), received: since(this.#received) };
  }
}
