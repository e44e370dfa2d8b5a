import type { CasesState, CaseView, Counter } from "@relais/client";

/** What awaits one in a case: of its conversation, or of one's rooms in it together, with what was said last. */
export function counterOf(
  { conversation_id, rooms }: CaseView,
  counters: CasesState["counters"],
): Counter | undefined {
  if (conversation_id !== null || rooms.length === 0) return counters[conversation_id ?? ""];
  const own = rooms.flatMap((room) => counters[room.conversation_id] ?? []);
  const newest = own.toSorted((a, b) => spokenAt(b) - spokenAt(a))[0];
  return newest && { ...newest, unread: own.reduce((sum, { unread }) => sum + unread, 0) };
}

const spokenAt = ({ preview }: Counter): number => Date.parse(preview?.created_at ?? "") || 0;

/** When something last happened in a case: a step, or a message. */
function lastActivity(subject: CaseView, counters: CasesState["counters"]): number {
  const spoken = counterOf(subject, counters)?.preview?.created_at;
  return Math.max(Date.parse(subject.updated_at), spoken ? Date.parse(spoken) : 0);
}

/** Newest activity first. For people to find things by; positions, not times, order the truth. */
export const byActivity = (counters: CasesState["counters"]) => (a: CaseView, b: CaseView) =>
  lastActivity(b, counters) - lastActivity(a, counters);
