import type { CaseView, Person } from "@relais/protocol";
import { newId } from "../ids.ts";
import type { Change } from "../journal/append.ts";
import { addParticipant } from "./add-participant.ts";

/**
 * Opens the conversation of a case between its customer and the person who takes it, and the internal one
 * beside it: always, so that whether there is one tells nothing. Returns the id of the first.
 */
export async function createConversation(
  change: Change,
  organizationId: string,
  theCase: CaseView,
  assignee: Person,
): Promise<string> {
  const { tx, at } = change;
  const id = newId();
  const row = { organization_id: organizationId, case_id: theCase.id, created_at: at };
  await tx
    .insertInto("conversation")
    .values([
      { ...row, id },
      { ...row, id: newId(), internal_of: id },
    ])
    .execute();
  for (const person of [theCase.customer, assignee]) {
    await addParticipant(change, { organization_id: organizationId, id }, person, assignee.id);
  }
  return id;
}
