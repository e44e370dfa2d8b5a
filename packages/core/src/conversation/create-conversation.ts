import type { Person } from "@relais/protocol";
import { newId } from "../ids.ts";
import type { Change } from "../journal/append.ts";
import type { KindRegistry } from "../kinds/registry.ts";
import { addParticipant } from "./add-participant.ts";

export type NewConversation = {
  readonly organization_id: string;
  readonly case_id: string;
  readonly case_kind: string;
  /** Who causes it. */
  readonly actor_id: string;
  readonly people: readonly Person[];
  /** Where each person of a case has a conversation of their own with whoever does the work. */
  readonly room?: { readonly with_id: string; readonly worker_id: string };
};

/**
 * Opens a conversation of a case between these people, and the internal one beside it: always, so that whether
 * there is one tells nothing. Returns the id of the first.
 */
export async function createConversation(
  kinds: KindRegistry,
  change: Change,
  { organization_id, case_id, case_kind, actor_id, people, room }: NewConversation,
): Promise<string> {
  const id = newId();
  const row = { organization_id, case_id, created_at: change.at, ...room };
  await change.tx
    .insertInto("conversation")
    .values([
      { ...row, id },
      { ...row, id: newId(), internal_of: id },
    ])
    .execute();
  for (const person of people) {
    await addParticipant(kinds, change, { id, organization_id, case_kind }, person, actor_id);
  }
  return id;
}
