import type { Core } from "../core.ts";
import { startDueWork } from "../due-work.ts";
import { nextDue } from "./due-deliveries.ts";
import { type Attention, sendDue } from "./send-due.ts";

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
  return startDueWork(core, {
    listen: (wake) => core.pushes.listen(wake),
    some: (id, signal) => sendDue(core, means, id, attention, signal),
    nextDue: (id) => nextDue(core, id),
    sentence: "Devices could not be told; it is tried again.",
  });
}
