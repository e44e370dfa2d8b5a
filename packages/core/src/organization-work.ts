import type { Core } from "./core.ts";
import { listOrganizationIds } from "./database/scope.ts";

type Work = {
  /** How often everything is looked through, for what a server that ended has left. */
  everyMs: number;
  /** Calls with the organization in which something waits. Returns what stops it. */
  listen(wake: (organizationId: string) => void): () => void;
  /** Does some of what waits. True: more may wait. */
  some(organizationId: string, signal: AbortSignal): Promise<boolean>;
  /** Nothing waits now. */
  rested?(organizationId: string): Promise<void>;
  /** It failed: what is logged, and what is done beside trying again when it is woken. */
  sentence: string;
  failed?(organizationId: string): void;
};

export type RunningWork = {
  wake(organizationId: string): void;
  /** Nothing new; breaks off what is under way, which others will do. Call it before `core.close()`. */
  stop(): Promise<void>;
};

/** Does what waits in organizations, each once at a time and beside the others: as it is announced, and what was left. */
export function startWork(core: Core, does: Work): RunningWork {
  const abort = new AbortController();
  const { signal } = abort;
  const busy = new Map<string, Promise<void>>();
  const again = new Set<string>();

  const work = async (id: string): Promise<void> => {
    try {
      do again.delete(id);
      while (!signal.aborted && ((await does.some(id, signal)) || again.has(id)));
      if (!signal.aborted) await does.rested?.(id);
    } catch (error) {
      if (signal.aborted) return;
      core.log.warn({ err: error }, does.sentence);
      does.failed?.(id);
    }
  };
  const wake = (id: string): void => {
    // What waits in a suspended organization waits until it goes on.
    if (signal.aborted || core.suspensions.has(id)) return;
    again.add(id);
    if (busy.has(id)) return;
    busy.set(
      id,
      work(id).finally(() => busy.delete(id)),
    );
  };
  const sweep = async (): Promise<void> => {
    try {
      for (const id of await listOrganizationIds(core.db)) wake(id);
    } catch (error) {
      core.log.warn({ err: error }, does.sentence);
    }
  };
  const stopListening = does.listen(wake);
  const timer = setInterval(() => void sweep(), does.everyMs).unref();
  const first = sweep();
  return {
    wake,
    async stop() {
      abort.abort();
      clearInterval(timer);
      stopListening();
      await first;
      await Promise.all(busy.values());
    },
  };
}
