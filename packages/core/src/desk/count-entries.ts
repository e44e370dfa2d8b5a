import type { DeskCounts } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { refuseOthers } from "./policy.ts";
import { visibleAtDesk } from "./select-entries.ts";

const count = (condition: ReturnType<typeof sql>) =>
  sql<number>`(count(*) filter (where ${condition}))::integer`;

/** How many cases this person has in each view that counts. Refuses: forbidden. */
export async function countEntries(core: Core, actor: Actor): Promise<DeskCounts> {
  refuseOthers(actor);
  const open = sql<boolean>`not service_case.snoozed`;
  const runs = sql<boolean>`${open} and clock.case_id is not null and not clock.paused`;
  return inOrganization(core.db, actor, (tx) =>
    visibleAtDesk(core, tx, actor)
      .leftJoin("case_target as clock", (join) =>
        join.onRef("clock.case_id", "=", "service_case.id").on("clock.leads", "=", true),
      )
      .where(sql<boolean>`not service_case.ended`)
      .clearSelect()
      .select([
        count(sql`${open} and service_case.assignee_id = ${actor.id}`).as("mine"),
        count(sql`${open} and service_case.assignee_id is null`).as("unassigned"),
        count(sql`${runs} and clock.met is null`).as("due"),
        count(sql`${runs} and not clock.met`).as("overdue"),
        count(open).as("all"),
        count(sql`service_case.snoozed`).as("snoozed"),
      ])
      .executeTakeFirstOrThrow(),
  );
}
