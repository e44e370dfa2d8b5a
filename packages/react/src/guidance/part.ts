import type { ConversationView, Guidance } from "@relais/client";

/** What somebody is in the guidance under way: guided, one of those who guide, or neither. */
export type Part = { guidance: Guidance; as: "guided" | "guide" | "other" } | null;

export function partOf({ state }: ConversationView): Part {
  if (!state?.guidance) return null;
  const { guidance, viewer_id } = state;
  if (guidance.guided.id === viewer_id) return { guidance, as: "guided" };
  const viewer = state.participants.find(({ id }) => id === viewer_id);
  return { guidance, as: viewer && viewer.role !== "customer" ? "guide" : "other" };
}
