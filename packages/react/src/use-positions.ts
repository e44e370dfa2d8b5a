import type { LivePosition, PositionShare, Positions, Sending } from "@relais/client";
import { useConversation } from "./use-conversation.ts";

/** A live share with what was last heard of it; null before the first position. */
export type ShownShare = { share: PositionShare; mine: boolean; latest: LivePosition | null };

/** Who shows where they are in a conversation, what this device says itself, and the verbs for it. */
export function usePositions(id: string): {
  shares: ShownShare[];
  sending: Sending;
  positions: Positions;
} {
  const { conversation, view } = useConversation(id);
  const { state, positions } = view;
  const shares = (state?.shares ?? []).map((share) => ({
    share,
    mine: share.user_id === state?.viewer_id,
    latest: positions.latest[share.id] ?? null,
  }));
  return { shares, sending: positions.sending, positions: conversation.positions };
}
