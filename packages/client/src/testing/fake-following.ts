import { type DownFrames, type ErrorCode, limits, type Standing } from "@relais/protocol";
import type { FakeConversation } from "./fake-conversation.ts";
import type { FakePerson } from "./cast.ts";

/** What following a conversation is answered: from the position if it is one of this journal, else what refuses it. */
export function followed(
  conversation: FakeConversation | undefined,
  viewer: FakePerson | null,
  { conversation_id, after, at }: Standing,
): Omit<DownFrames["subscribed"], "ref"> | ErrorCode {
  if (conversation === undefined || viewer === null) return "not_found";
  const takesPart = conversation.participants.some((person) => person.id === viewer.id);
  if (!takesPart && !conversation.admitted.has(viewer.id)) return "not_found";
  const { seq, prunedTo } = conversation;
  if (after !== undefined && after > seq) return "cursor_ahead";
  if (after && at !== undefined && conversation.happenedAt(after) !== at) return "journal_changed";
  const catchesUp = after !== undefined && after >= prunedTo && seq - after <= limits.catchUpEvents;
  const now = conversation.happenedAt(seq);
  return {
    type: "subscribed",
    conversation_id,
    seq,
    ...(now !== undefined && { at: now }),
    ...(catchesUp
      ? { events: conversation.after(after) }
      : { snapshot: conversation.state(viewer) }),
  };
}
