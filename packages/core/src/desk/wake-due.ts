import type { Core } from "../core.ts";
import { inEveryOrganization } from "../every-organization.ts";
import { change } from "../journal/append.ts";
import { stir } from "./stir.ts";

const atOnce = 200;

/**
 * Brings back the cases whose time has come, marked as woken. Run from time to time and after a start; several servers
 * may run it at once. Returns how many it brought back.
 */
export function wakeDueCases(core: Core): Promise<number> {
  return inEveryOrganization(core, "Cases could not be brought back.", (id) => wakeIn(core, id));
}

function wakeIn(core: Core, organizationId: string): Promise<number> {
  return change(core, organizationId, async (change) => {
    const due = await change.tx
      .selectFrom("service_case")
      .select("id")
      .where("organization_id", "=", organizationId)
      .where("snoozed", "=", true)
      .where("snoozed_until", "<=", change.at)
      .orderBy("id")
      .limit(atOnce)
      .forUpdate()
      // Another server wakes those, or somebody changes them: the next look finds what is left.
      .skipLocked()
      .execute();
    if (due.length === 0) return 0;
    await stir(
      change,
      organizationId,
      null,
      due.map(({ id }) => ({ case_id: id, by_customer: null, heard: false })),
    );
    await change.tx
      .updateTable("service_case")
      .set({ snoozed: false, snoozed_until: null, snoozed_by: null, woken: true })
      .where(
        "id",
        "in",
        due.map(({ id }) => id),
      )
      .execute();
    return due.length;
  });
}
