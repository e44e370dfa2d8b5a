import type { ConversationState } from "./conversation.ts";
import type { Person } from "./person.ts";

/** Somebody of a conversation by their id, whoever left included: what they wrote stands under their name. */
export function whoIs(
  state: Pick<ConversationState, "participants" | "former"> | null,
  id: string | null,
): Person | undefined {
  const is = (person: Person) => person.id === id;
  return state?.participants.find(is) ?? state?.former.find(is);
}

/** How many people may have written in a conversation: with more than two, messages say by whom they are. */
export const writersOf = (
  state: Pick<ConversationState, "participant_count" | "former"> | null,
): number => (state === null ? 0 : state.participant_count + state.former.length);
