import {
  type Attachment,
  type GuidanceSummary,
  limits,
  type Person,
  type Role,
  type TimelinePage,
  type TimelineSubject,
} from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { mayKnowInternal, maySeeCase } from "./policy.ts";
import { readCase } from "./views.ts";

/**
 * The changes of a case after a revision of the organization's journal, the oldest first: what a viewer at
 * that position has not seen. Whoever is not staff reads neither internal entries nor internal notes, and of
 * guidances those of their own conversation.
 *
 * Refuses: not_found, forbidden.
 */
export async function readTimeline(
  core: Core,
  actor: Actor,
  caseId: string,
  after = 0,
): Promise<TimelinePage> {
  return inOrganization(core.db, actor, async (tx) => {
    const theCase = await readCase(tx, caseId);
    if (theCase === undefined) throw new RefusedError("not_found");
    if (!maySeeCase(core.kinds, actor, theCase)) throw new RefusedError("forbidden");
    const staff = mayKnowInternal(core.kinds, actor, theCase);
    return selectTimeline(tx, caseId, after, staff ? null : actor);
  });
}

/** The same for whoever was let in already; `outside`: who reads it, where they are not staff. */
async function selectTimeline(
  tx: Scoped,
  caseId: string,
  after: number,
  outside: Actor | null,
): Promise<TimelinePage> {
  let query = tx
    .selectFrom("timeline_entry as entry")
    .leftJoin("member as actor", "actor.id", "entry.actor_id")
    .leftJoin("case_proof as proof", (join) =>
      join
        .onRef("proof.case_id", "=", "entry.case_id")
        .onRef("proof.revision", "=", "entry.revision")
        .on("entry.subject", "=", "status"),
    )
    .select([
      "entry.id",
      "entry.revision",
      "entry.at",
      "entry.subject",
      "entry.field",
      "entry.from_value",
      "entry.to_value",
      "entry.reason",
      "entry.note",
      "entry.internal",
      "entry.guidance",
      "entry.told_at",
      "entry.actor_id",
      "proof.received_by",
      "proof.photos",
      "proof.code",
      "actor.full_name",
      "actor.role",
    ])
    .where("entry.case_id", "=", caseId)
    .where("entry.revision", ">", after)
    .orderBy("entry.case_id")
    .orderBy("entry.revision")
    .orderBy("entry.place")
    .limit(limits.timelineEntries + 1);
  if (outside !== null) {
    query =
      query.where(sql<boolean>`not entry.internal and (entry.conversation_id is null or exists (
      select from participant p
      where p.conversation_id = entry.conversation_id and p.member_id = ${outside.id}))`);
  }
  const rows = await query.execute();
  // A change is never cut in two: the next page begins after a whole one.
  const page = rows.length > limits.timelineEntries ? withoutLast(rows) : rows;
  return {
    entries: page.map((row) => ({
      id: row.id,
      revision: row.revision,
      at: row.at.toISOString(),
      actor: personOf(row),
      subject: row.subject as TimelineSubject,
      field: row.field,
      from: row.from_value,
      to: row.to_value,
      reason: row.reason,
      note: row.note,
      // As the reaction wrote it, in the words of the protocol.
      ...(row.guidance !== null && { guidance: row.guidance as GuidanceSummary }),
      ...(row.code !== null && {
        proof: {
          received_by: row.received_by,
          photos: (row.photos ?? []) as Attachment[],
          code: row.code,
        },
      }),
      internal: row.internal,
      told_at: row.told_at?.toISOString() ?? null,
    })),
    revision: page.at(-1)?.revision ?? after,
    has_more: page.length < rows.length,
  };
}

function withoutLast<Row extends { revision: number }>(rows: readonly Row[]): Row[] {
  const last = rows.at(-1)?.revision;
  return rows.filter(({ revision }) => revision !== last);
}

type ActorColumns = { actor_id: string | null; full_name: string | null; role: string | null };

function personOf({ actor_id, full_name, role }: ActorColumns): Person | null {
  if (actor_id === null || full_name === null) return null;
  // The check constraint of the column holds the same list as the type.
  return { id: actor_id, full_name, role: role as Role };
}
