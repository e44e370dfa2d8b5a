import { atMost, type CaseList, type CaseView, limits } from "@relais/protocol";
import { type Kysely, sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import type { Database } from "../database/generated/schema.ts";
import { type Scope, type Scoped, setScope } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { listCounters } from "../notification/counters.ts";
import { maySeeCase } from "./policy.ts";
import { caseView, selectCases } from "./views.ts";

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
    const cases = rows.map(caseView);
    return {
      revision,
      complete: false,
      changed: cases.filter((one) => maySeeCase(actor, one)),
      removed: cases.filter((one) => wasSeenOnce(core, actor, one)).map(({ id }) => id),
    };
  });
}

/** One snapshot for all statements: a list and its revision must belong together. */
function atOneInstant<Result>(
  db: Kysely<Database>,
  scope: Scope,
  read: (tx: Scoped) => Promise<Result>,
): Promise<Result> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      await setScope(tx, scope);
      return read(tx);
    });
}

async function headOf(tx: Scoped, streamId: string): Promise<number> {
  const row = await tx
    .selectFrom("event")
    .select(sql<number>`coalesce(max(seq), 0)`.as("head"))
    .where("stream_id", "=", streamId)
    .executeTakeFirstOrThrow();
  return row.head;
}

/** What `maySeeCase` says, as a query. Both are held against each other by a test. */
async function completeList(
  core: Core,
  tx: Scoped,
  actor: Actor,
  revision: number,
): Promise<CasesNews> {
  let query = selectCases(tx).orderBy("service_case.revision", "desc").limit(limits.listedCases);
  if (actor.role === "customer") query = query.where("service_case.customer_id", "=", actor.id);
  if (actor.role === "worker") {
    const waiting = core.kinds.all().map(({ name, taking }) => ({ name, status: taking.from }));
    query = query.where((where) =>
      where.or([
        where("service_case.assignee_id", "=", actor.id),
        ...waiting.map(({ name, status }) =>
          where.and([
            where("service_case.assignee_id", "is", null),
            where("service_case.kind", "=", name),
            where("service_case.status", "=", status),
          ]),
        ),
      ]),
    );
  }
  const rows = await query.execute();
  return { revision, complete: true, changed: rows.map(caseView), removed: [] };
}

/** A case that waited to be taken was seen by every worker; nobody else ever loses one. */
function wasSeenOnce(core: Core, actor: Actor, theCase: CaseView): boolean {
  if (actor.role !== "worker" || maySeeCase(actor, theCase)) return false;
  const kind = core.kinds.get(theCase.kind);
  return kind !== undefined && kind.begins === kind.taking.from;
}
