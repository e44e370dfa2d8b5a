import type { Conversation } from "@relais/client";
import { type RefObject, useEffect, useRef } from "react";
import type { VirtualizerHandle } from "virtua";
import type { Row } from "./rows.ts";

/** A message that is looked for. */
export type Jump = {
  /** Its number; null: none is. */
  wanted: number | null;
  /** It is in sight. */
  arrived: (number: number) => void;
  /** It could not be brought. */
  failed: () => void;
};

/** Brings the message that is looked for into the middle, from a page of its own when it is far away. */
export function useJump(
  list: RefObject<VirtualizerHandle | null>,
  rows: readonly Row[],
  conversation: Conversation,
  { wanted, arrived, failed }: Jump,
  leaveEnd: () => void,
): void {
  const asked = useRef<number | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    const index = rows.findIndex(
      (row) => (row.type === "message" || row.type === "note") && row.message.number === wanted,
    );
    leaveEnd();
    if (index >= 0) {
      asked.current = null;
      list.current?.scrollToIndex(index, { align: "center" });
      arrived(wanted);
    } else if (asked.current !== wanted) {
      asked.current = wanted;
      conversation.showAround(wanted).catch(() => {
        asked.current = null;
        failed();
      });
    }
  }, [arrived, conversation, failed, leaveEnd, list, rows, wanted]);
}
