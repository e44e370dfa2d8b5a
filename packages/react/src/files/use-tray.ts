import type { Conversation } from "@relais/client";
import { useCallback, useEffect, useState } from "react";

/** As servers allow unless their operator says otherwise; the server has the last word. */
const max = 10;

export type TrayState = {
  files: readonly File[];
  max: number;
  /** More were chosen than one message takes. */
  overflow: boolean;
  add: (files: readonly File[]) => void;
  remove: (file: File) => void;
  clear: () => void;
};

/**
 * Files that were chosen and wait for the message to be sent. They are kept on the device, as the words of the message
 * are: a phone that opens its camera may end the page. Of another conversation it has to be another component (`key`).
 */
export function useTray(conversation: Conversation): TrayState {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [overflow, setOverflow] = useState(false);
  useEffect(() => {
    let live = true;
    const restore = (kept: readonly File[]) => {
      if (!live || kept.length === 0) return;
      setFiles((now) => (now.length === 0 ? kept : now));
    };
    conversation.chosen().then(restore, () => {});
    return () => {
      live = false;
    };
  }, [conversation]);
  const change = useCallback(
    (next: readonly File[], more = false) => {
      setOverflow(more);
      setFiles(next);
      conversation.keepChosen(next);
    },
    [conversation],
  );
  const add = useCallback(
    (more: readonly File[]) =>
      change([...files, ...more].slice(0, max), files.length + more.length > max),
    [change, files],
  );
  const remove = useCallback(
    (file: File) => change(files.filter((one) => one !== file)),
    [change, files],
  );
  const clear = useCallback(() => change([]), [change]);
  return { files, max, overflow, add, remove, clear };
}
