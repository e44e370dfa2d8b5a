import type { CaseView } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";

/** How far the work of a case is. */
export type CaseProgress = {
  /** The guidance under way in its conversation, with the number of its newest step. */
  readonly guidance: { readonly step: number | null } | null;
  /** When the work was done; null before. */
  readonly done_at: string | null;
};

export const noProgress: CaseProgress = { guidance: null, done_at: null };

/** The statuses of a kind in which its work is done. None is never the empty list, which SQL has no word for. */
export function doneStatuses(core: Core, kind: string): string[] {
  const statuses = core.kinds.get(kind)?.statuses ?? [];
  const done = statuses.filter(({ tone }) => tone === "done").map(({ name }) => name);
  return done.length === 0 ? [""] : done;
}

/** Whether an `entry` of a timeline says that the work is done, and nothing after it that it was taken up again. */
export const isDone = (done: readonly string[]) => sql<boolean>`(
  entry.subject = 'status' and entry.to_value in (${sql.join(done)}) and not exists (
    select from timeline_entry again
    where again.case_id = entry.case_id and again.subject = 'status' and again.revision > entry.revision
      and again.to_value not in (${sql.join(done)})))`;

/** How far each of these cases is, by id, read at once. They must be of one kind, and seen by this person. */
export async function readProgress(
  core: Core,
  actor: Actor,
  cases: readonly Pick<CaseView, "id" | "kind" | "conversation_id">[],
): Promise<Map<string, CaseProgress>> {
  const [first] = cases;
  if (first === undefined) return new Map();
  const ids = cases.map(({ id }) => id);
  const rows = await inOrganization(core.db, actor, (tx) =>
    tx
      .selectFrom("service_case")
      .leftJoin("guidance_session as session", (join) =>
        join
          .onRef("session.conversation_id", "=", "service_case.conversation_id")
          .on("session.ended_at", "is", null),
      )
      .select([
        "service_case.id",
        "session.id as session_id",
        (from) =>
          from
            .selectFrom("guidance_step as step")
            .select(sql<number | null>`max(step.number)`.as("number"))
            .whereRef("step.session_id", "=", "session.id")
            .as("step"),
        (from) =>
          from
            .selectFrom("timeline_entry as entry")
            .select(sql<Date | null>`min(entry.at)`.as("at"))
            .whereRef("entry.case_id", "=", "service_case.id")
            .where(isDone(doneStatuses(core, first.kind)))
            .as("done_at"),
      ])
      .where("service_case.id", "in", ids)
      .execute(),
  );
  return new Map(
    rows.map(({ id, session_id, step, done_at }) => [
      id,
      {
        guidance: session_id === null ? null : { step },
        done_at: done_at === null ? null : done_at.toISOString(),
      },
    ]),
  );
}
