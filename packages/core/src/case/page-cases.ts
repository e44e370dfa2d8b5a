import type { CaseView, Priority } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { caseViewFor, selectCases } from "./views.ts";
import { visibleCases } from "./visible-cases.ts";

export type CaseFilter = {
  readonly kind: string;
  readonly status?: string | undefined;
  readonly priority?: Priority | undefined;
  /** Only those in which the person has a part: whose it is, who opened it, who does the work. */
  readonly own?: boolean;
};

export type CasePage = {
  /** How many there are in all. */
  readonly count: number;
  readonly cases: readonly CaseView[];
};

/**
 * A page of the cases of a kind that this person may see, the newest first, for callers that count pages. Its
 * place is asked for once the number of all of them is known.
 */
export async function pageCases(
  core: Core,
  actor: Actor,
  filter: CaseFilter,
  placeOf: (count: number) => { readonly from: number; readonly most: number },
): Promise<CasePage> {
  return inOrganization(core.db, actor, async (tx) => {
    const { count } = await filtered(core, tx, actor, filter)
      .clearSelect()
      .select(sql<number>`count(*)`.as("count"))
      .executeTakeFirstOrThrow();
    const { from, most } = placeOf(count);
    const rows = await filtered(core, tx, actor, filter)
      .orderBy("service_case.created_at", "desc")
      .orderBy("service_case.id", "desc")
      .offset(from)
      .limit(most)
      .execute();
    return { count, cases: rows.map((row) => caseViewFor(core.kinds, actor, row)) };
  });
}

function filtered(
  core: Core,
  tx: Scoped,
  { id, ...actor }: Actor,
  { kind, status, priority, own = false }: CaseFilter,
) {
  let query = visibleCases(core, selectCases(tx), { id, ...actor }).where(
    "service_case.kind",
    "=",
    kind,
  );
  if (status !== undefined) query = query.where("service_case.status", "=", status);
  if (priority !== undefined) query = query.where("service_case.priority", "=", priority);
  if (!own) return query;
  return query.where((where) =>
    where.or([
      where("service_case.customer_id", "=", id),
      where("service_case.opener_id", "=", id),
      where("service_case.assignee_id", "=", id),
    ]),
  );
}
