import type { ConversationView, Role } from "@relais/client";
import { isOutside } from "../message/observing.ts";
import { useMe } from "../use-me.ts";

/** The viewer's role; of somebody who does not take part it is asked for, and null meanwhile. */
export function useRole(view: ConversationView): Role | null {
  const me = useMe(isOutside(view));
  const { state } = view;
  const taking = state?.participants.find(({ id }) => id === state.viewer_id);
  return taking?.role ?? me?.role ?? null;
}
