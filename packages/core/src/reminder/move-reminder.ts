import type { CaseFields, CaseView } from "@relais/protocol";
import type { Core } from "../core.ts";
import type { Change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";
import { tell } from "../notification/tell.ts";
import { nextReminder, remindedHour } from "./next-reminder.ts";

/**
 * A case takes place at another hour, or at none that its customer is reminded of: what they were told of the former one
 * leaves their list, and the new one is told from the moments that are still ahead.
 */
export async function moveReminder(
  core: Core,
  { tx, at, callOut }: Change,
  organizationId: string,
  kind: Kind,
  before: CaseView,
  { status = before.status, fields = before.fields }: { status?: string; fields?: CaseFields },
): Promise<void> {
  const after = { status, fields };
  if (remindedHour(kind, after) === remindedHour(kind, before)) return;
  await tx
    .updateTable("service_case")
    .set({ reminder_at: nextReminder(kind, after, at) })
    .where("id", "=", before.id)
    .execute();
  const member_id = before.customer.id;
  const gone = await tx
    .deleteFrom("notification")
    .where("member_id", "=", member_id)
    .where("type", "=", "reminder")
    .where("case_id", "=", before.id)
    .returning("read_at")
    .execute();
  // What they have not seen is one less.
  if (gone.some(({ read_at }) => read_at === null)) {
    callOut(() => tell(core, organizationId, [{ member_id, notification_id: null }]));
  }
}
