import type { Core } from "../core.ts";
import { listOrganizationIds } from "../database/scope.ts";
import { previewLinks } from "./preview-links.ts";

/** How often everything is looked through, for what a server that ended has left. */
const sweepMs = 60_000;

export type LinkPreviewer = {
  /** No new look; breaks off those under way, which others will do. Call it before `core.close()`. */
  stop(): Promise<void>;
};

/** Looks at links as they are announced, and at what was left from before. Does nothing without `readLink`. */
export function startLinkPreviewer(core: Core): LinkPreviewer {
  const { read } = core.links;
  if (read === undefined) return { stop: async () => {} };
  const abort = new AbortController();
  const busy = new Map<string, Promise<void>>();
  const again = new Set<string>();

  const work = async (organizationId: string): Promise<void> => {
    try {
      do again.delete(organizationId);
      while (
        !abort.signal.aborted &&
        ((await previewLinks(core, organizationId, read, abort.signal)) > 0 ||
          again.has(organizationId))
      );
    } catch (error) {
      core.log.warn({ err: error }, "Links could not be looked at; it is tried again.");
    }
  };
  const wake = (organizationId: string): void => {
    if (abort.signal.aborted) return;
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
      core.log.warn({ err: error }, "Links could not be looked for; it is tried again.");
    }
  };
  const stopListening = core.links.listen(wake);
  const timer = setInterval(() => void sweep(), sweepMs).unref();
  const first = sweep();
  return {
    async stop() {
      abort.abort();
      clearInterval(timer);
      stopListening();
      await first;
      await Promise.all(busy.values());
    },
  };
}
