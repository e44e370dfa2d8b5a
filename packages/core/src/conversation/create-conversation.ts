import type { CaseView, Person } from "@relais/protocol";
import { newId } from "../ids.ts";
import type { Change } from "../journal/append.ts";

/** Opens the conversation of a case between its customer and the person who takes it. Returns its id. */
export async function createConversation(
  { tx, at, append }: Change,
  organizationId: string,
  theCase: CaseView,
  assignee: Person,
): Promise<string> {
  const id = newId();
  await tx
    .insertInto("conversation")
    .values({ id, organization_id: organizationId, case_id: theCase.id, created_at: at })
    .execute();
  for (const { id: personId, full_name, role } of [theCase.customer, assignee]) {
    await tx
      .insertInto("participant")
      .values({
        conversation_id: id,
        member_id: personId,
        organization_id: organizationId,
        joined_at: at,
      })
      .execute();
    await append("conversation", id, {
      type: "participant.joined",
      actor_id: assignee.id,
      data: { person: { id: personId, full_name, role } },
    });
  }
  return id;
}
