import type { CaseView, UpdateCase } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { change } from "../journal/append.ts";
import { assignWithin } from "./assign-case.ts";
import { updateWithin } from "./update-case.ts";
import { noReason } from "./write-timeline.ts";

export type AmendCase = Pick<UpdateCase, "priority" | "tags" | "fields"> & {
  /** Who does the work; null: nobody. */
  readonly assignee_id?: string | null | undefined;
};

/**
 * What somebody at a desk changes of a case at once: what `updateCase` does, and who does the work. All of it goes
 * through, or nothing.
 *
 * Refuses: what updateCase and assignCase refuse.
 */
export function amendCase(
  core: Core,
  actor: Actor,
  caseId: string,
  { assignee_id, ...update }: AmendCase,
): Promise<CaseView> {
  return change(core, actor.organization_id, async (change) => {
    const updated = await updateWithin(core, change, actor, caseId, update, noReason);
    return assignee_id === undefined
      ? updated
      : assignWithin(core, change, actor, caseId, assignee_id, noReason);
  });
}
