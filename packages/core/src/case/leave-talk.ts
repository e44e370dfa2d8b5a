import type { CaseView, Person } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { removeParticipant } from "../conversation/remove-participant.ts";
import type { Change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";
import { endShare } from "../position/end-share.ts";
import { lockShare } from "../position/share-rows.ts";

/**
 * Whoever had a case that is now somebody else's, or nobody's, takes part in its conversations no more, and is shown in
 * them on no map. What two people have together outlives the case; a customer keeps their own.
 */
export async function leaveTalk(
  change: Change,
  actor: Pick<Actor, "organization_id">,
  { conversation }: Kind,
  { id, assignee: former, customer, conversation_id, rooms }: CaseView,
  assignee: Person | null,
  by: string | null,
): Promise<void> {
  if (former === null || former.id === assignee?.id || former.id === customer.id) return;
  if (conversation.opens === "thread") return;
  const talks = rooms.map((room) => room.conversation_id);
  if (conversation_id !== null) talks.push(conversation_id);
  if (talks.length === 0) return;
  for (const talk of talks) {
    const live = await lockShare(change.tx, talk, former.id);
    if (live !== undefined)
      await endShare(change, actor, { ...live, reason: "stopped", actor_id: by });
  }
  await removeParticipant(change, actor.organization_id, talks, former, by);
  // Theirs alone: what is written there would reach nobody.
  await change.tx
    .updateTable("conversation")
    .set({ closed_at: change.at })
    .where("case_id", "=", id)
    .where("worker_id", "=", former.id)
    .where("closed_at", "is", null)
    .execute();
}
