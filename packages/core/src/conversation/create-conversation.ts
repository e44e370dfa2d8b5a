import type { Person } from "@relais/protocol";
import { newId } from "../ids.ts";
import type { Change } from "../journal/append.ts";
import { joinConversation } from "./join-conversation.ts";

export type NewConversation = {
  readonly organization_id: string;
  readonly case_id: string;
  /** Who causes it. */
  readonly actor_id: string;
  readonly people: readonly Person[];
  /** Where each person of a case has a conversation of their own with whoever does the work. */
  readonly room?: { readonly with_id: string; readonly worker_id: string };
};

/** Opens a conversation of a case between these people. Returns its id. */
export async function createConversation(
  change: Change,
  { organization_id, case_id, actor_id, people, room }: NewConversation,
): Promise<string> {
  const id = newId();
  await change.tx
    .insertInto("conversation")
    .values({ id, organization_id, case_id, created_at: change.at, ...room })
    .execute();
  for (const person of people) {
    await joinConversation(change, { organization_id, conversation_id: id, actor_id, person });
  }
  return id;
}
