import { type Actor, readTimeline } from "@relais/core";
import type { DialectServices } from "@relais/dialect";
import type { TimelineEntry } from "@relais/protocol";
import { toStatusUpdates, type WireStatusUpdate } from "../to-wire/status-update.ts";

/** Every step of a claim so far, as this person may know it. Refuses: not_found, forbidden. */
export async function readUpdates(
  { core }: DialectServices,
  actor: Actor,
  claim_id: string,
): Promise<WireStatusUpdate[]> {
  const entries: TimelineEntry[] = [];
  for (let after = 0, more = true; more; ) {
    const page = await readTimeline(core, actor, claim_id, after);
    entries.push(...page.entries);
    after = page.revision;
    more = page.has_more;
  }
  return toStatusUpdates(entries, { claim_id, organization_id: actor.organization_id });
}
