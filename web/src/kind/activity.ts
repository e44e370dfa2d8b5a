import type { CasesState, CaseView } from "@relais/client";

/** When something last happened in a case: a step, or a message. */
function lastActivity(subject: CaseView, counters: CasesState["counters"]): number {
  const spoken = counters[subject.conversation_id ?? ""]?.preview?.created_at;
  return Math.max(Date.parse(subject.updated_at), spoken ? Date.parse(spoken) : 0);
}

/** Newest activity first. For people to find things by; positions, not times, order the truth. */
export const byActivity = (counters: CasesState["counters"]) => (a: CaseView, b: CaseView) =>
  lastActivity(b, counters) - lastActivity(a, counters);
