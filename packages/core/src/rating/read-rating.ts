import type { RatingFigures, RatingState, RatingsQuery } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { kindOf } from "../case/kind-of.ts";
import { mayKnowInternal } from "../case/policy.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { hasEnded, mayReadFigures, readSeenCase } from "./policy.ts";
import { ratingOf, readRow } from "./rating-rows.ts";

/**
 * What the customer said of a case: to themselves, with whether they are to be asked, and to those who do the work.
 *
 * Refuses: not_found, forbidden.
 */
export async function readRating(core: Core, actor: Actor, caseId: string): Promise<RatingState> {
  const theCase = await readSeenCase(core, actor, caseId);
  const own = theCase.customer.id === actor.id;
  if (!own && !mayKnowInternal(core.kinds, actor, theCase)) throw new RefusedError("forbidden");
  // Judged as a guest, read for them: the table is out of their reach.
  const row = await inOrganization(core.db, actor.organization_id, (tx) => readRow(tx, caseId));
  const asked = own && row === undefined && hasEnded(kindOf(core, theCase), theCase);
  return { asked, rating: row === undefined ? null : ratingOf(row) };
}

/** How content customers were, of a kind and a time, by when they first answered. Refuses: forbidden. */
export async function ratingFigures(
  core: Core,
  actor: Actor,
  { kind, from, to }: RatingsQuery,
): Promise<RatingFigures> {
  if (!mayReadFigures(actor)) throw new RefusedError("forbidden");
  const rows = await inOrganization(core.db, actor, (tx) => {
    let query = tx
      .selectFrom("rating")
      .innerJoin("service_case", "service_case.id", "rating.case_id")
      .select(["rating.score", sql<number>`count(*)::integer`.as("count")])
      .groupBy("rating.score");
    if (kind !== undefined) query = query.where("service_case.kind", "=", kind);
    if (from !== undefined) query = query.where("rating.rated_at", ">=", new Date(from));
    if (to !== undefined) query = query.where("rating.rated_at", "<", new Date(to));
    return query.execute();
  });
  const scores = [1, 2, 3, 4, 5].map(
    (score) => rows.find((row) => row.score === score)?.count ?? 0,
  );
  const count = scores.reduce((sum, one) => sum + one, 0);
  const sum = scores.reduce((total, one, index) => total + one * (index + 1), 0);
  return { count, average: count === 0 ? null : sum / count, scores };
}
