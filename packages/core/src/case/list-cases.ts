import { atMost, type CaseList, type CaseView, limits } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { listCounters } from "../notification/counters.ts";
import { atOneInstant, headOf } from "./at-one-instant.ts";
import { mayKnowInternal, maySeeCase } from "./policy.ts";
import { type CaseRow, caseViewFor, selectCases } from "./views.ts";
import { visibleCases } from "./visible-cases.ts";

/** The `cases` frame without its head. */
export type CasesNews = {
  /** The position in the organization's journal that this includes. */
  readonly revision: number;
  /** `changed` is the whole list. */
  readonly complete: boolean;
  readonly changed: CaseView[];
  /** Cases that this person saw once and sees no more. */
  readonly removed: string[];
};

/** The cases that this person may see, the newest change first, with what awaits them in each. */
export async function listCases(core: Core, actor: Actor): Promise<CaseList> {
  const { revision, changed } = await casesSince(core, actor);
  return { revision, cases: changed, counters: await listCounters(core, actor) };
}

/**
 * What changed since a revision among the cases that this person may see; the whole list without one,
 * and when so much changed that the list is shorter.
 *
 * Refuses: cursor_ahead.
 */
export async function casesSince(core: Core, actor: Actor, after?: number): Promise<CasesNews> {
  return atOneInstant(core.db, actor, async (tx) => {
    const revision = await headOf(tx, actor.organization_id);
    if (after === undefined) return completeList(core, tx, actor, revision);
    if (after > revision) {
      throw new RefusedError("cursor_ahead", { fields: { after: atMost(revision) } });
    }
    if (after === revision) return { revision, complete: false, changed: [], removed: [] };
    const rows = await selectCases(tx)
      .where("service_case.revision", ">", after)
      .orderBy("service_case.revision", "desc")
      .limit(limits.listedCases + 1)
      .execute();
    if (rows.length > limits.listedCases) return completeList(core, tx, actor, revision);
    return {
      revision,
      complete: false,
      ...newsFor(core, actor, rows, after),
    };
  });
}

/** What has become visible, changed, or gone out of sight for this person. */
function newsFor(
  core: Core,
  actor: Actor,
  rows: readonly CaseRow[],
  after: number,
): Pick<CasesNews, "changed" | "removed"> {
  const changed: CaseView[] = [];
  const removed: string[] = [];
  for (const row of rows) {
    const view = caseViewFor(core.kinds, actor, row);
    if (!maySeeCase(core.kinds, actor, view)) {
      if (wasSeenOnce(core, actor, row)) removed.push(row.id);
      continue;
    }
    // What is internal is no news for those who may not know of it.
    if (view.revision > after || mayKnowInternal(core.kinds, actor, view)) changed.push(view);
  }
  return { changed, removed };
}

async function completeList(
  core: Core,
  tx: Scoped,
  actor: Actor,
  revision: number,
): Promise<CasesNews> {
  const rows = await visibleCases(core, selectCases(tx), actor)
    .orderBy("service_case.revision", "desc")
    .limit(limits.listedCases)
    .execute();
  const changed = rows.map((row) => caseViewFor(core.kinds, actor, row));
  return { revision, complete: true, changed, removed: [] };
}

/**
 * A case that waited to be taken was seen by all who may take one; one that was taken from somebody was seen by
 * them. Nobody else ever loses one.
 */
function wasSeenOnce(core: Core, actor: Actor, row: CaseRow): boolean {
  if (row.former_assignee_ids.includes(actor.id)) return true;
  const kind = core.kinds.get(row.kind);
  return kind?.sees[actor.role] === "available" && kind.begins === kind.taking?.from;
}
