import type { TimelineEntry, TimelinePage } from "./timeline.ts";

/** The timeline of one case as one viewer has it. */
export type TimelineState = {
  /** The revision that it includes. */
  readonly revision: number;
  readonly entries: readonly TimelineEntry[];
};

/**
 * P4 for timelines: `what was at hand + the page after it = a fresh timeline`. Entries already included
 * are passed over, so a page that comes twice changes nothing.
 */
export function foldTimeline(state: TimelineState, page: TimelinePage): TimelineState {
  if (page.revision <= state.revision && page.entries.length === 0) return state;
  const known = new Set(state.entries.map(({ id }) => id));
  const fresh = page.entries.filter(({ id }) => !known.has(id));
  return {
    revision: Math.max(state.revision, page.revision),
    entries: fresh.length === 0 ? state.entries : [...state.entries, ...fresh],
  };
}
