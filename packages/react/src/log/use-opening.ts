import type { Conversation, ConversationView } from "@relais/client";
import { useCallback, useEffect, useState } from "react";
import { unreadFrom } from "./rows.ts";

/** By whom it was judged where a conversation opens. `device`: by what this device kept, until the server is heard. */
type Judge = "nobody" | "device" | "server";

export type Opening = {
  judge: Judge;
  /** Up to where the person had read when it was judged; null: nothing waited. */
  readTo: number | null;
  /** The number of a message that is brought before the list is drawn. */
  bringing: number | null;
  /** Grows when the list is opened anew. */
  turn: number;
  /** Null until the list stands where it opens: nothing counts as read before. */
  atEnd: boolean | null;
};

export const unopened: Opening = {
  judge: "nobody",
  readTo: null,
  bringing: null,
  turn: 0,
  atEnd: null,
};

/**
 * Where a conversation opens: at the first message that the person has not read, on whatever device. What this device
 * kept is shown at once; when the server says otherwise and the person has not moved yet, it opens anew. Pure.
 */
export function judge(opening: Opening, view: ConversationView, sought: boolean): Opening {
  const { state, current } = view;
  if (state === null || opening.judge === "server") return opening;
  const readTo = state.unread === 0 ? null : (state.receipts[state.viewer_id]?.read ?? 0);
  if (!current) {
    return opening.judge === "device" ? opening : { ...opening, judge: "device", readTo };
  }
  const judged: Opening = { ...opening, judge: "server", readTo };
  if (opening.judge === "nobody") return { ...judged, bringing: farUnread(view) };
  const moved = opening.readTo === null && opening.atEnd === false;
  const bringing = farUnread(view);
  const same = readTo === opening.readTo && bringing === null;
  if (readTo === null || same || moved || sought) return judged;
  return { ...judged, bringing, turn: opening.turn + 1, atEnd: null };
}

/** The number where what waits to be read begins, when that lies further back than what is shown; else null. */
function farUnread({ hasOlder, messages, state }: ConversationView): number | null {
  if (state === null || state.unread === 0 || !hasOlder) return null;
  const read = state.receipts[state.viewer_id]?.read ?? 0;
  return unreadFrom(messages, read).count < state.unread ? read + 1 : null;
}

/** The same for the conversation on the screen. `isOpen`: the list may be drawn. */
export function useOpening(conversation: Conversation, view: ConversationView, sought: boolean) {
  const [opening, setOpening] = useState(unopened);
  // In the very render that brings the messages: before any of them counts as read.
  const judged = judge(opening, view, sought);
  if (judged !== opening) setOpening(judged);
  const { bringing } = judged;
  useEffect(() => {
    if (bringing === null) return;
    const open = () => setOpening((now) => ({ ...now, bringing: null }));
    conversation.showAround(bringing).then(open, open);
  }, [conversation, bringing]);
  const onEnd = useCallback(
    (atEnd: boolean | null) => setOpening((now) => (now.atEnd === atEnd ? now : { ...now, atEnd })),
    [],
  );
  return { ...judged, isOpen: judged.judge !== "nobody" && bringing === null, onEnd };
}
