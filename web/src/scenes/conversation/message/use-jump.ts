import type { Conversation } from "@relais/client";
import { type RefObject, useEffect, useRef } from "react";
import type { VirtualizerHandle } from "virtua";
import { m } from "../../../catalogue/index.ts";
import { toast } from "../../../design/Toast.tsx";
import type { Row } from "../rows.ts";
import { useMessageActions } from "./context.ts";

/** Brings the message that is looked for into the middle, from a page of its own when it is far away. */
export function useJump(
  list: RefObject<VirtualizerHandle | null>,
  rows: readonly Row[],
  conversation: Conversation,
  leaveEnd: () => void,
): void {
  const { arrived, jumpTo, wanted } = useMessageActions();
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
        jumpTo(null);
        toast(m.jump_failed());
      });
    }
  }, [arrived, conversation, jumpTo, leaveEnd, list, rows, wanted]);
}
