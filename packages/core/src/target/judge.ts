import type { Core } from "../core.ts";
import { inEveryOrganization } from "../every-organization.ts";
import { stir } from "../desk/stir.ts";
import { type Change, change } from "../journal/append.ts";
import { firstAnswers } from "./answers.ts";
import { type ClockChange, readClocks, writeClocks } from "./case-clocks.ts";
import { type Clock, fulfilClock, missClock } from "./clock.ts";

const atOnce = 200;

/** Keeps which of these held cases have had their first answer. Returns those that have it now. */
export async function recordAnswers(
  change: Change,
  organizationId: string,
  answers: ReadonlyMap<string, Date>,
): Promise<string[]> {
  const clocks = await readClocks(change.tx, [...answers.keys()]);
  const changes = [...clocks].map(([case_id, before]): ClockChange => {
    const at = answers.get(case_id);
    return { case_id, before, after: before.map((one) => answered(one, at)) };
  });
  return writeClocks(change, organizationId, changes);
}

const answered = (clock: Clock, at: Date | undefined): Clock =>
  clock.target === "answer" && at !== undefined ? fulfilClock(clock, at) : clock;

/**
 * Says of what is over time that it was missed, and brings such a case back if it was put off. Run from time to time;
 * several servers may run it at once. Returns how many cases it looked at.
 */
export function missDue(core: Core): Promise<number> {
  return inEveryOrganization(core, "Targets could not be judged.", (id) => missIn(core, id));
}

function missIn(core: Core, organizationId: string): Promise<number> {
  return change(core, organizationId, async (change) => {
    const rows = await change.tx
      .selectFrom("case_target as clock")
      .innerJoin("service_case", "service_case.id", "clock.case_id")
      .select("service_case.id")
      .where("clock.organization_id", "=", organizationId)
      .where("clock.done", "=", false)
      .where("clock.paused", "=", false)
      .where("clock.met", "is", null)
      .where("clock.due_at", "<", change.at)
      .orderBy("service_case.id")
      .limit(atOnce)
      .forUpdate("service_case")
      // Another server judges those, or somebody changes them: the next look finds what is left.
      .skipLocked()
      .execute();
    if (rows.length === 0) return 0;
    const ids = [...new Set(rows.map(({ id }) => id))];
    // Somebody may have answered in time, and no reaction has read it yet.
    const answers = await firstAnswers(core, change.tx, ids);
    const clocks = await readClocks(change.tx, ids);
    const changes = ids.map((case_id): ClockChange => {
      const before = clocks.get(case_id) ?? [];
      return {
        case_id,
        before,
        after: before.map((one) => over(answered(one, answers.get(case_id)), change.at)),
      };
    });
    await stir(
      change,
      organizationId,
      null,
      ids.map((case_id) => ({ case_id, by_customer: null, heard: false })),
    );
    await writeClocks(change, organizationId, changes);
    await change.tx
      .updateTable("service_case")
      .set({ snoozed: false, snoozed_until: null, snoozed_by: null, woken: true })
      .where("id", "in", ids)
      .where("snoozed", "=", true)
      .execute();
    return ids.length;
  });
}

const over = (clock: Clock, at: Date): Clock =>
  !clock.paused && clock.due_at !== null && clock.due_at < at ? missClock(clock, at) : clock;
