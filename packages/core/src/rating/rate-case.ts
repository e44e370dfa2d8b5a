import { checkText, limits, type RatingInput, type RatingState } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { alterCase, lockCase } from "../case/alter-case.ts";
import { kindOf } from "../case/kind-of.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { type Change, change } from "../journal/append.ts";
import { textHint } from "../text-hint.ts";
import { hasEnded, readOwnCase } from "./policy.ts";
import { changeableUntil, type RatingRow, ratingOf, readRow } from "./rating-rows.ts";

/**
 * Says how content the customer of a case is, once it has ended. They may say it anew for a day; the team reads
 * each in the timeline. The same again changes nothing.
 *
 * Refuses: not_found, forbidden (it is not their case), rating_too_early, rating_closed, the text codes, conflict.
 */
export async function rateCase(
  core: Core,
  actor: Actor,
  caseId: string,
  { score, comment: raw = null }: RatingInput,
): Promise<RatingState> {
  const comment = checkComment(raw);
  await readOwnCase(core, actor, caseId);
  // Judged as a guest; written for them, because the journal of the organization is out of a guest's reach.
  return change(core, actor.organization_id, async (change) => {
    const before = await lockCase(change.tx, caseId);
    const kind = kindOf(core, before);
    const known = await readRow(change.tx, caseId);
    if (known === undefined && !hasEnded(kind, before)) throw new RefusedError("rating_too_early");
    if (known !== undefined && known.score === score && known.comment === comment) {
      return { asked: false, rating: ratingOf(known) };
    }
    if (known !== undefined && changeableUntil(known) < change.at) {
      throw new RefusedError("rating_closed");
    }
    const row = await keep(change, actor, caseId, { score, comment }, known);
    await alterCase(core, change, actor, before, {
      kind,
      // The team reads it; others of the case, a shop or a merchant, do not.
      entries: [
        {
          subject: "rating",
          from: known === undefined ? null : String(known.score),
          to: String(score),
          internal: true,
        },
      ],
      why: { reason: null, note: comment, internal: true },
    });
    return { asked: false, rating: ratingOf(row) };
  });
}

function checkComment(raw: string | null): string | null {
  if (raw === null || raw.trim() === "") return null;
  const checked = checkText(raw, limits.ratingCharacters);
  if (checked.ok) return checked.text;
  const hint = textHint(checked.code, limits.ratingCharacters);
  throw new RefusedError(checked.code, { fields: { comment: hint } });
}

async function keep(
  { tx, at }: Change,
  actor: Actor,
  caseId: string,
  said: Pick<RatingRow, "score" | "comment">,
  known: RatingRow | undefined,
): Promise<RatingRow> {
  await tx
    .insertInto("rating")
    .values({
      case_id: caseId,
      organization_id: actor.organization_id,
      member_id: actor.id,
      ...said,
      rated_at: at,
      changed_at: at,
    })
    .onConflict((conflict) => conflict.column("case_id").doUpdateSet({ ...said, changed_at: at }))
    .execute();
  return { ...said, rated_at: known?.rated_at ?? at };
}
