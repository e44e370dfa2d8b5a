import type { Core } from "./core.ts";
import { type RunningWork, startWork } from "./organization-work.ts";

/** How often everything is looked through, for what a server that ended has left. */
const sweepMs = 30_000;
/** After something failed here. */
const failedMs = 5_000;

type DueWork = Pick<Parameters<typeof startWork>[1], "listen" | "some" | "sentence"> & {
  /** When something waits next in an organization; null: nothing does. */
  nextDue(organizationId: string): Promise<Date | null>;
};

/** Does what is due in organizations: as it is announced, when a retry is due, and what was left from before. */
export function startDueWork(core: Core, { nextDue, ...does }: DueWork): RunningWork {
  const timers = new Map<string, NodeJS.Timeout>();
  const wakeAfter = (id: string, milliseconds: number): void => {
    clearTimeout(timers.get(id));
    const wait = Math.min(sweepMs, Math.max(0, milliseconds));
    const wake = (): void => {
      timers.delete(id);
      work.wake(id);
    };
    timers.set(id, setTimeout(wake, wait).unref());
  };
  const work = startWork(core, {
    ...does,
    everyMs: sweepMs,
    rested: async (id) => {
      const due = await nextDue(id);
      if (due !== null) wakeAfter(id, due.getTime() - core.now().getTime());
    },
    failed: (id) => wakeAfter(id, failedMs),
  });
  return {
    wake: work.wake,
    async stop() {
      await work.stop();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
