import { type CaseFindings, type FindCases, limits } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { caseViewFor, selectCases } from "./views.ts";
import { visibleCases } from "./visible-cases.ts";
import { literally } from "../database/like.ts";

/**
 * Cases that this person may see, the newest first, a page at a time: those whose number begins as asked,
 * or whose title or people hold the words; all of them without words.
 */
export function findCases(
  core: Core,
  actor: Actor,
  { q, kind, status, before }: FindCases,
): Promise<CaseFindings> {
  return inOrganization(core.db, actor.organization_id, async (tx) => {
    let query = visibleCases(core, selectCases(tx), actor);
    if (kind !== undefined) query = query.where("service_case.kind", "=", kind);
    if (status !== undefined) query = query.where("service_case.status", "=", status);
    if (before !== undefined) query = query.where("service_case.id", "<", before);
    // No text that is stored holds this character, and PostgreSQL refuses it.
    const words = q?.replaceAll("\0", "").trim() ?? "";
    if (words !== "") {
      const anywhere = `%${literally(words)}%`;
      query = query.where((where) =>
        where.or([
          where("service_case.number", "like", `${literally(words.toUpperCase())}%`),
          where("service_case.title", "ilike", anywhere),
          where("customer.full_name", "ilike", anywhere),
          where("assignee.full_name", "ilike", anywhere),
          where("opener.full_name", "ilike", anywhere),
        ]),
      );
    }
    const rows = await query
      .orderBy("service_case.id", "desc")
      .limit(limits.foundCases + 1)
      .execute();
    return {
      cases: rows.slice(0, limits.foundCases).map((row) => caseViewFor(core.kinds, actor, row)),
      has_more: rows.length > limits.foundCases,
    };
  });
}
