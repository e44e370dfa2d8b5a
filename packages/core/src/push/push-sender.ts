import type { Core } from "../core.ts";
import { listOrganizationIds } from "../database/scope.ts";
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
  const abort = new AbortController();
  const busy = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const timers = new Map<string, NodeJS.Timeout>();

  const wakeAfter = (organizationId: string, milliseconds: number): void => {
    clearTimeout(timers.get(organizationId));
    if (abort.signal.aborted) return;
    const wait = Math.min(sweepMs, Math.max(0, milliseconds));
    timers.set(organizationId, setTimeout(() => wake(organizationId), wait).unref());
  };
  const work = async (organizationId: string): Promise<void> => {
    try {
      do again.delete(organizationId);
      while (
        !abort.signal.aborted &&
        ((await sendDue(core, means, organizationId, attention, abort.signal)) ||
          again.has(organizationId))
      );
      if (abort.signal.aborted) return;
      const due = await nextDue(core, organizationId);
      if (due !== null) wakeAfter(organizationId, due.getTime() - core.now().getTime());
    } catch (error) {
      if (abort.signal.aborted) return;
      core.log.warn({ err: error }, "Devices could not be told; it is tried again.");
      wakeAfter(organizationId, failedMs);
    }
  };
  const wake = (organizationId: string): void => {
    if (abort.signal.aborted || core.suspensions.has(organizationId)) return;
    again.add(organizationId);
    if (busy.has(organizationId)) return;
    busy.set(
      organizationId,
      work(organizationId).finally(() => busy.delete(organizationId)),
    );
  };
  const sweep = async (): Promise<void> => {
    try {
      for (const id of await listOrganizationIds(core.db)) wake(id);
    } catch (error) {
      core.log.warn({ err: error }, "What devices are to be told could not be looked for.");
    }
  };
  const stopListening = core.pushes.listen(wake);
  const timer = setInterval(() => void sweep(), sweepMs).unref();
  const first = sweep();
  return {
    async stop() {
      abort.abort();
      clearInterval(timer);
      for (const one of timers.values()) clearTimeout(one);
      stopListening();
      await first;
      await Promise.all(busy.values());
    },
  };
}
