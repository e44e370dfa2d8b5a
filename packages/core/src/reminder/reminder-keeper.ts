import type { CaseFields } from "@relais/protocol";
import { sql } from "kysely";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { inEveryOrganization } from "../every-organization.ts";
import { type Keeper, keepLooking } from "../keep-looking.ts";
import { tell, type Told } from "../notification/tell.ts";
import { nextReminder, remindedHour } from "./next-reminder.ts";

/** How often it is looked for: a reminder may come so much later. */
const everyMs = 30_000;
/** Cases that one look of an organization takes. */
const atOnce = 200;
const sentence = "Reminders could not be told; it is tried again.";

/** Reminds customers of the hours that their cases take place at: at the start, then regularly. */
export function startReminderKeeper(core: Core): Keeper {
  return keepLooking(everyMs, (isStopped) => tellEverywhere(core, isStopped));
}

/** Tells them in every organization that is at work; what fails in one of them is tried again by the next look. */
export async function tellEverywhere(core: Core, isStopped = () => false): Promise<void> {
  try {
    await inEveryOrganization(core, sentence, (id) => tellReminders(core, id), isStopped);
  } catch (error) {
    core.log.warn({ err: error }, sentence);
  }
}

/**
 * Tells of the cases of one organization whose moment has come, each of its moments once. What became due while no server
 * ran is told as one, unless its hour is over. Several servers may run it at once. Returns how many are told.
 */
export async function tellReminders(core: Core, organizationId: string): Promise<number> {
  const now = core.now();
  const told = await inOrganization(core.db, organizationId, async (tx) => {
    const due = await tx
      .selectFrom("service_case")
      .select(["id", "kind", "status", "fields"])
      .where("organization_id", "=", organizationId)
      .where("reminder_at", "<=", now)
      .orderBy("reminder_at")
      .limit(atOnce)
      .forUpdate()
      // Another server tells of those, or somebody changes them: the next look finds what is left.
      .skipLocked()
      .execute();
    const coming: { id: string; hour: string }[] = [];
    for (const { id, kind: name, status, fields } of due) {
      const kind = core.kinds.get(name);
      const standing = { status, fields: fields as CaseFields };
      const hour = kind === undefined ? null : remindedHour(kind, standing);
      if (hour !== null && Date.parse(hour) > now.getTime()) coming.push({ id, hour });
      await tx
        .updateTable("service_case")
        .set({ reminder_at: kind === undefined ? null : nextReminder(kind, standing, now) })
        .where("id", "=", id)
        .execute();
    }
    if (coming.length === 0) return null;
    const ids = coming.map(({ id }) => id);
    const hours = coming.map(({ hour }) => hour);
    const { rows } = await sql<Told>`
      select * from write_reminders(${organizationId}, ${ids}::uuid[], ${hours}::text[], ${now})
    `.execute(tx);
    return rows;
  });
  if (told === null) return 0;
  core.pushes.announce(organizationId);
  await tell(core, organizationId, told);
  return told.length;
}
