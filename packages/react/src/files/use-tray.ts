import { useCallback, useState } from "react";

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

/** Files that were chosen and wait for the message to be sent. */
export function useTray(): TrayState {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [overflow, setOverflow] = useState(false);
  const add = useCallback(
    (more: readonly File[]) => {
      setOverflow(files.length + more.length > max);
      setFiles([...files, ...more].slice(0, max));
    },
    [files],
  );
  const remove = useCallback((file: File) => {
    setFiles((now) => now.filter((one) => one !== file));
    setOverflow(false);
  }, []);
  const clear = useCallback(() => {
    setFiles([]);
    setOverflow(false);
  }, []);
  return { files, max, overflow, add, remove, clear };
}
