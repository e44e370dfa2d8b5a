import { checkText, limits, type QuickAnswer, type QuickAnswers } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { servedKind } from "./served-kind.ts";
import { wrongAnswers } from "./wrong-answers.ts";

/** What an organization offers is its admins' to write. */
function refuseOthers(actor: Actor): void {
  if (actor.role !== "admin") throw new RefusedError("forbidden");
}

/**
 * Replaces the one-tap answers of a kind by the organization's own, in their order; none at all is allowed too.
 *
 * Refuses: forbidden, not_found, invalid_body with each wrong field named; then nothing is changed.
 */
export async function setQuickAnswers(
  core: Core,
  actor: Actor,
  name: string,
  answers: readonly QuickAnswer[],
): Promise<QuickAnswers> {
  refuseOthers(actor);
  return inOrganization(core.db, actor, async (tx) => {
    const kind = await servedKind(core, tx, actor, name);
    const fields = wrongAnswers(kind, answers);
    if (Object.keys(fields).length > 0) throw new RefusedError("invalid_body", { fields });
    const kept = answers.map(trimmed);
    const row = {
      answers: JSON.stringify(kept),
      edited_by: actor.id,
      edited_at: core.now(),
    };
    await tx
      .insertInto("quick_answers")
      .values({ organization_id: actor.organization_id, kind: name, ...row })
      .onConflict((conflict) => conflict.columns(["organization_id", "kind"]).doUpdateSet(row))
      .execute();
    await record(tx, core.now(), actor, {
      action: "quick_answers.changed",
      subject: { id: name, name },
      after: { answers: kept.map(({ text }) => text.fr) },
    });
    return { answers: kept, edited: true };
  });
}

/** Goes back to the answers of the kind. Refuses: forbidden, not_found. */
export async function resetQuickAnswers(
  core: Core,
  actor: Actor,
  name: string,
): Promise<QuickAnswers> {
  refuseOthers(actor);
  return inOrganization(core.db, actor, async (tx) => {
    const kind = await servedKind(core, tx, actor, name);
    await tx.deleteFrom("quick_answers").where("kind", "=", name).execute();
    await record(tx, core.now(), actor, {
      action: "quick_answers.reset",
      subject: { id: name, name },
    });
    return { answers: [...(kind.quick_answers ?? [])], edited: false };
  });
}

function trimmed({ text, ...answer }: QuickAnswer): QuickAnswer {
  return { ...answer, text: { fr: tidy(text.fr), en: tidy(text.en) } };
}

/** As every text is kept; this one was found good before. */
function tidy(raw: string): string {
  const checked = checkText(raw, limits.quickAnswerCharacters);
  return checked.ok ? checked.text : raw;
}
