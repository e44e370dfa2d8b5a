import type { CaseView, NoteCase } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { change } from "../journal/append.ts";
import { textHint } from "../text-hint.ts";
import { alterCase, lockCaseRow } from "./alter-case.ts";
import { kindOf } from "./kind-of.ts";
import { hasAnyPart } from "./policy.ts";
import { readCaseFor } from "./read-case-for.ts";
import { caseView } from "./views.ts";
import { checkWhy, refuseInternal } from "./write-timeline.ts";

/**
 * Writes a note into a case's timeline: for everybody of the case, or (`internal`) for those who do the work.
 *
 * Refuses: not_found, forbidden, the text codes, conflict.
 */
export async function noteCase(
  core: Core,
  actor: Actor,
  caseId: string,
  input: NoteCase,
): Promise<CaseView> {
  const why = checkWhy(input);
  if (why.note === null) {
    throw new RefusedError("text_empty", { fields: { note: textHint("text_empty") } });
  }
  return change(core, actor.organization_id, async (change) => {
    const before = caseView(await lockCaseRow(change.tx, caseId));
    const kind = kindOf(core, before);
    if (!hasAnyPart(kind, actor, before, kind.may.note)) throw new RefusedError("forbidden");
    refuseInternal(core, actor, before, why);
    await alterCase(core, change, actor, before, {
      kind,
      entries: [{ subject: "note", internal: why.internal }],
      why,
    });
    return readCaseFor(core, change.tx, actor, caseId);
  });
}
