import type { ConversationView } from "@relais/client";
import { useState } from "react";

/** `seen`: the newest number of others that was looked at. `after`: where the line stands, if it does. */
type Line = { seen: number; after: number | null };

/** The highest number among messages of others. */
function newestReceived(view: ConversationView): number {
  return view.messages.findLast(({ delivery }) => delivery === "received")?.number ?? 0;
}

function lineOnOpening(view: ConversationView): Line | null {
  const { state } = view;
  if (!state) return null;
  const newest = newestReceived(view);
  const seen = state.unread === 0 ? newest : (state.receipts[state.viewer_id]?.read ?? 0);
  return { seen, after: newest > seen ? seen : null };
}

/** What becomes of the line when messages arrived, or were looked at. Pure. */
export function moveLine(line: Line, newest: number, caughtUp: boolean): Line {
  if (newest <= line.seen) return line;
  if (caughtUp) return { ...line, seen: newest };
  // A line whose messages were all seen gives way to a new one; an unseen one stays.
  if (line.after !== null && line.after >= line.seen) return line;
  return { ...line, after: line.seen };
}

/**
 * After which number the unread line stands, null for no line. It is drawn on opening and whenever
 * something arrives while nobody looks; it stays while one reads, and goes when one answers. `opening` names who judged
 * where the conversation opens: when that changes, so does the line.
 */
export function useUnreadLine(view: ConversationView, caughtUp: boolean, opening: string) {
  const [drawn, setDrawn] = useState<{ opening: string; line: Line } | null>(null);
  // In the very render that brings the messages: the list opens at the line.
  const opened = drawn?.opening === opening ? drawn.line : lineOnOpening(view);
  const line = opened && moveLine(opened, newestReceived(view), caughtUp);
  if (line !== null && (line !== drawn?.line || opening !== drawn.opening)) {
    setDrawn({ opening, line });
  }
  return {
    after: line?.after ?? null,
    clear: () => setDrawn((old) => old && { ...old, line: { ...old.line, after: null } }),
  };
}
