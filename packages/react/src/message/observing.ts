import type { ConversationView, KindView, Me } from "@relais/client";
import type { Role } from "@relais/protocol";

/** Whether the viewer is not among those who take part, as far as that is known. */
export const isOutside = ({ state }: ConversationView): boolean =>
  state !== null && !state.participants.some(({ id }) => id === state.viewer_id);

/**
 * Whether the viewer reads without taking part: an admin who looks in. They may not write. Those of the team of its kind
 * may: with their first message they take part.
 */
export const isObserving = (
  view: ConversationView,
  kind: KindView | undefined,
  { role }: Pick<Me, "role">,
): boolean => {
  // What an older version kept of the kinds knows no team.
  const team: readonly Role[] | undefined = kind?.team;
  return isOutside(view) && !(team?.includes(role) ?? false);
};
