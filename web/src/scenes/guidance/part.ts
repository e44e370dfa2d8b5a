import type { ConversationView } from "@relais/client";
import { mustWait, partOf } from "@relais/react/headless";
import { m } from "../../catalogue/index.ts";

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
  if (partOf(view)?.as !== "guide") return null;
  return { placeholder: m.guidance_composer(), held: mustWait(view) };
}
