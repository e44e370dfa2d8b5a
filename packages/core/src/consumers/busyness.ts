import { type EventLoopUtilization, performance } from "node:perf_hooks";

/** Above this part of the time, whoever waits for an answer waits behind other work. */
const full = 0.95;
/** What is shorter says nothing. */
const shortestMs = 100;

/** Whether this process has its hands full, as of late. */
export class Busyness {
  #since: EventLoopUtilization = performance.eventLoopUtilization();
  #lookedAt = performance.now();
  #busy = false;

  /** Of the time since this was last asked, a tenth of a second at least. */
  isBusy(): boolean {
    const now = performance.now();
    if (now - this.#lookedAt < shortestMs) return this.#busy;
    const until = performance.eventLoopUtilization();
    this.#busy = performance.eventLoopUtilization(until, this.#since).utilization > full;
    this.#since = until;
    this.#lookedAt = now;
    return this.#busy;
  }
}
