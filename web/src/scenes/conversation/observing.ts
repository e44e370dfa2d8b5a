import type { ConversationView } from "@relais/client";

/** Whether the viewer reads without taking part: an admin who looks in. They may not write. */
export function isObserving({ state }: ConversationView): boolean {
  return state !== null && !state.participants.some(({ id }) => id === state.viewer_id);
}
