import type { TimelineEntry } from "@relais/protocol";
import { z } from "zod";

export const wireStatusUpdate = z.object({
  id: z.string(),
  organization_id: z.string(),
  claim_id: z.string(),
  old_status: z.nullable(z.string()),
  new_status: z.string(),
  changed_by: z.nullable(z.string()),
  changed_by_name: z.string(),
  reason: z.nullable(z.string()),
  notes: z.nullable(z.string()),
  notification_sent: z.boolean(),
  notification_sent_at: z.nullable(z.string()),
  metadata: z.object({ revision: z.number() }),
  created_at: z.string(),
});
export type WireStatusUpdate = z.infer<typeof wireStatusUpdate>;

/** The steps of a claim among everything that happened to it, the oldest first. */
export function toStatusUpdates(
  entries: readonly TimelineEntry[],
  { claim_id, organization_id }: Pick<WireStatusUpdate, "claim_id" | "organization_id">,
): WireStatusUpdate[] {
  // An internal note to a step is an entry of its own, which customers are not given.
  const notes = new Map(
    entries.filter(({ subject }) => subject === "note").map((one) => [one.revision, one.note]),
  );
  return entries
    .filter(({ subject }) => subject === "opened" || subject === "status")
    .map(({ id, from, to, actor, reason, note, told_at, revision, at }) => ({
      id,
      organization_id,
      claim_id,
      old_status: from,
      new_status: to ?? "",
      changed_by: actor?.id ?? null,
      changed_by_name: actor?.full_name ?? "",
      reason,
      notes: note ?? notes.get(revision) ?? null,
      notification_sent: told_at !== null,
      notification_sent_at: told_at,
      metadata: { revision },
      created_at: at,
    }));
}
