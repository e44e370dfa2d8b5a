import type { Conversation, ConversationView } from "@relais/client";
import { useEffect, useState } from "react";
import { unreadFrom } from "./rows.ts";

/** The number where what waits to be read begins, when that lies further back than what is shown; else null. */
function farUnread({ hasOlder, messages, state }: ConversationView): number | null {
  if (state === null || state.unread === 0 || !hasOlder) return null;
  const read = state.receipts[state.viewer_id]?.read ?? 0;
  return unreadFrom(messages, read).count < state.unread ? read + 1 : null;
}

/**
 * A conversation opens at its first unread message, however much was written since: it is brought before the list is
 * drawn. True once the list may open. Without a network it opens with what is here.
 */
export function useFirstUnread(conversation: Conversation, view: ConversationView): boolean {
  const [opening, setOpening] = useState<number | "open" | null>(null);
  if (opening === null && view.state !== null) setOpening(farUnread(view) ?? "open");
  useEffect(() => {
    if (typeof opening !== "number") return;
    const open = () => setOpening("open");
    conversation.showAround(opening).then(open, open);
  }, [conversation, opening]);
  return opening === "open";
}
