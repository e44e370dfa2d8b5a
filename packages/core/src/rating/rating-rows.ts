import { limits, type Rating } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";

export type RatingRow = {
  readonly score: number;
  readonly comment: string | null;
  readonly rated_at: Date;
};

export function readRow(tx: Scoped, caseId: string): Promise<RatingRow | undefined> {
  return tx
    .selectFrom("rating")
    .select(["score", "comment", "rated_at"])
    .where("case_id", "=", caseId)
    .executeTakeFirst();
}

/** A day from the first answer on, however often it was changed since. */
export const changeableUntil = ({ rated_at }: Pick<RatingRow, "rated_at">): Date =>
  new Date(rated_at.getTime() + limits.ratingHours * 3_600_000);

export const ratingOf = (row: RatingRow): Rating => ({
  score: row.score,
  comment: row.comment,
  rated_at: row.rated_at.toISOString(),
  changeable_until: changeableUntil(row).toISOString(),
});
