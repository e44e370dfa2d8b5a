import type { CaseView } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { addParticipant } from "../conversation/add-participant.ts";
import { createConversation } from "../conversation/create-conversation.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { change } from "../journal/append.ts";
import { kindOf } from "./kind-of.ts";
import { lockCase, moveCase } from "./move-case.ts";
import { mayTake } from "./policy.ts";

/**
 * Takes a case: the caller becomes its assignee and its conversation opens, all in one transaction.
 * Of two at once one wins; the other is told who. Accepting one's own again answers the case.
 *
 * Refuses: not_found, forbidden, already_taken (`values.name`), transition_not_allowed, conflict.
 */
export async function acceptCase(core: Core, actor: Actor, caseId: string): Promise<CaseView> {
  return change(core, actor.organization_id, async (change) => {
    const before = await lockCase(change.tx, caseId);
    const kind = kindOf(core, before);
    const { from, to } = kind.taking;
    const step = kind.transitions.find((one) => one.from === from && one.to === to);
    if (step === undefined || !mayTake(actor, before, step)) throw new RefusedError("forbidden");
    if (before.assignee?.id === actor.id) return before;
    if (before.assignee !== null) {
      throw new RefusedError("already_taken", { values: { name: before.assignee.full_name } });
    }
    if (before.status !== from) throw new RefusedError("transition_not_allowed");
    const { conversation_id } = before;
    if (conversation_id === null) {
      await createConversation(change, actor.organization_id, before, actor);
    } else {
      const { organization_id } = actor;
      await addParticipant(change, { id: conversation_id, organization_id }, actor, actor.id);
    }
    return moveCase(change, actor, before, { kind, to, note: null, assignee_id: actor.id });
  });
}
