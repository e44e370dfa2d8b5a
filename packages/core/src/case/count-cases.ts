import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { doneStatuses, isDone } from "./read-progress.ts";
import { selectCases } from "./views.ts";
import { visibleCases } from "./visible-cases.ts";

export type CaseCounts = {
  readonly by_status: ReadonlyMap<string, number>;
  readonly by_priority: ReadonlyMap<string, number>;
  /** From the opening to when the work was done, on average; null while none is done. */
  readonly average_seconds: number | null;
};

/** Numbers of all cases of a kind that this person may see. */
export async function countCases(core: Core, actor: Actor, kind: string): Promise<CaseCounts> {
  const done = doneStatuses(core, kind);
  const rows = await inOrganization(core.db, actor, (tx) =>
    visibleCases(core, selectCases(tx), actor)
      .where("service_case.kind", "=", kind)
      .clearSelect()
      .select([
        "service_case.status",
        "service_case.priority",
        sql<number>`count(*)`.as("count"),
        sql<number>`count(done.at)`.as("done"),
        sql<number>`coalesce(sum(extract(epoch from done.at - service_case.created_at)), 0)::float8`.as(
          "seconds",
        ),
      ])
      .leftJoinLateral(
        (from) =>
          from
            .selectFrom("timeline_entry as entry")
            .select(sql<Date | null>`min(entry.at)`.as("at"))
            .whereRef("entry.case_id", "=", "service_case.id")
            .where(isDone(done))
            .as("done"),
        (join) => join.onTrue(),
      )
      .groupBy(["service_case.status", "service_case.priority"])
      .execute(),
  );
  const by_status = new Map<string, number>();
  const by_priority = new Map<string, number>();
  for (const { status, priority, count } of rows) {
    by_status.set(status, (by_status.get(status) ?? 0) + count);
    by_priority.set(priority, (by_priority.get(priority) ?? 0) + count);
  }
  const ended = rows.reduce((sum, row) => sum + row.done, 0);
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
  return { by_status, by_priority, average_seconds: ended === 0 ? null : seconds / ended };
}
