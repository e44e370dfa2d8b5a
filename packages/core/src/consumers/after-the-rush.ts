import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";

/** How long it is looked whether there is time to spare. */
const lookMs = 1_000;
/** Work below this part of the time leaves time to spare. */
const spare = 0.5;
/** A server that always has much to do lets nothing wait for ever. */
const looks = 15;

/**
 * Resolves once those who come back after a start have been answered: when the process had time to spare for a
 * second, a quarter of a minute at most.
 */
export async function afterTheRush(): Promise<void> {
  for (let look = 0; look < looks; look += 1) {
    const since = performance.eventLoopUtilization();
    await wait(lookMs, undefined, { ref: false });
    if (performance.eventLoopUtilization(since).utilization < spare) return;
  }
}
