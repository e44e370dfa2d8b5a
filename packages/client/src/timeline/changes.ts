import type { Person, TimelineEntry } from "@relais/protocol";

/** What somebody did to a case at once: one or several entries of its timeline. */
export type TimelineChange = {
  readonly revision: number;
  readonly at: string;
  readonly actor: Person | null;
  /** What changed, without what only carries words. */
  readonly entries: readonly TimelineEntry[];
  readonly reason: string | null;
  readonly notes: readonly { readonly text: string; readonly internal: boolean }[];
  /** Whether all of it is for the people who do the work. */
  readonly internal: boolean;
  readonly told_at: string | null;
};

/** The entries of a timeline by what was done at once, in their order. */
export function changesOf(entries: readonly TimelineEntry[]): TimelineChange[] {
  const byRevision = new Map<number, TimelineEntry[]>();
  for (const entry of entries) {
    const together = byRevision.get(entry.revision);
    if (together === undefined) byRevision.set(entry.revision, [entry]);
    else together.push(entry);
  }
  return [...byRevision].map(([revision, together]) => ({
    revision,
    at: together[0]?.at ?? "",
    actor: together[0]?.actor ?? null,
    entries: together.filter(({ subject }) => subject !== "note"),
    reason: together.find(({ reason }) => reason !== null)?.reason ?? null,
    notes: together.flatMap(({ note, internal }) =>
      note === null ? [] : [{ text: note, internal }],
    ),
    internal: together.every(({ internal }) => internal),
    told_at: together.find(({ told_at }) => told_at !== null)?.told_at ?? null,
  }));
}

/** When each status was reached, the last time if it was more than once; the opening counts. */
export function statusTimes(entries: readonly TimelineEntry[]): ReadonlyMap<string, string> {
  const times = new Map<string, string>();
  for (const { subject, to, at } of entries) {
    if ((subject === "status" || subject === "opened") && to !== null) times.set(to, at);
  }
  return times;
}
