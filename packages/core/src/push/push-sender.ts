import type { Core } from "../core.ts";
import { startWork } from "../organization-work.ts";
import { nextDue } from "./due-deliveries.ts";
import { type Attention, sendDue } from "./send-due.ts";

/** How often everything is looked through, for what a server that ended has left. */
const sweepMs = 30_000;
/** After something failed here. */
const failedMs = 5_000;

export type PushSender = {
  /** No new request; breaks off those under way, which are tried again. Call it before `core.close()`. */
  stop(): Promise<void>;
};

/**
 * Sends what the reaction to the journal has noted for devices: at once, when a retry is due, and what was left from
 * before. Does nothing without `core.push`.
 */
export function startPushSender(core: Core, attention: Attention): PushSender {
  const means = core.push;
  if (means === undefined) return { stop: async () => {} };
  const timers = new Map<string, NodeJS.Timeout>();
  const wakeAfter = (id: string, milliseconds: number): void => {
    clearTimeout(timers.get(id));
    const wait = Math.min(sweepMs, Math.max(0, milliseconds));
    timers.set(id, setTimeout(() => work.wake(id), wait).unref());
  };
  const work = startWork(core, {
    everyMs: sweepMs,
    listen: (wake) => core.pushes.listen(wake),
    some: (id, signal) => sendDue(core, means, id, attention, signal),
    rested: async (id) => {
      const due = await nextDue(core, id);
      if (due !== null) wakeAfter(id, due.getTime() - core.now().getTime());
    },
    sentence: "Devices could not be told; it is tried again.",
    failed: (id) => wakeAfter(id, failedMs),
  });
  return {
    async stop() {
      await work.stop();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
