import type { Core } from "../core.ts";
import { startWork } from "../organization-work.ts";
import { previewLinks } from "./preview-links.ts";

export type LinkPreviewer = {
  /** No new look; breaks off those under way, which others will do. Call it before `core.close()`. */
  stop(): Promise<void>;
};

/** Looks at links as they are announced, and at what was left from before. Does nothing without `readLink`. */
export function startLinkPreviewer(core: Core): LinkPreviewer {
  const { links } = core;
  const { read } = links;
  if (read === undefined) return { stop: async () => {} };
  return startWork(core, {
    everyMs: 60_000,
    listen: (wake) => links.listen(wake),
    some: async (id, signal) => (await previewLinks(core, id, read, signal)) > 0,
    sentence: "Links could not be looked at; it is tried again.",
  });
}
