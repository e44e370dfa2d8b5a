import type { ConversationView, Guidance } from "@relais/client";
import { openStep } from "@relais/protocol";
import { m } from "../../catalogue/index.ts";

/** What somebody is in the guidance under way: guided, one of those who guide, or neither. */
export type Part = { guidance: Guidance; as: "guided" | "guide" | "other" } | null;

export function partOf({ state }: ConversationView): Part {
  if (!state?.guidance) return null;
  const { guidance, viewer_id } = state;
  if (guidance.guided.id === viewer_id) return { guidance, as: "guided" };
  const viewer = state.participants.find(({ id }) => id === viewer_id);
  return { guidance, as: viewer && viewer.role !== "customer" ? "guide" : "other" };
}

/** Whether this person may begin to guide: they take part, do the work, and nobody is guided yet. */
export function mayStart({ state }: ConversationView): boolean {
  if (!state || state.guidance || state.internal_of !== undefined) return false;
  const viewer = state.participants.find(({ id }) => id === state.viewer_id);
  return (
    viewer !== undefined &&
    viewer.role !== "customer" &&
    state.participants.some(({ role }) => role === "customer")
  );
}

/** For those who guide: what the field asks for, and whether what is written must wait. */
export function guidingOf(view: ConversationView): { placeholder: string; held: boolean } | null {
  const part = partOf(view);
  if (part?.as !== "guide") return null;
  const open = openStep(part.guidance);
  return {
    placeholder: m.guidance_composer(),
    held: open !== undefined && open.result !== "help",
  };
}
