import { useCallback, useEffect, useMemo, useState } from "react";
import type { Jump } from "../log/use-jump.ts";

/** For how long a message stands out after one jumped to it. */
const markedMs = 2_000;

/** Which message is looked for, which one was found a moment ago, and whether the last one could not be. */
export function useJumping(): {
  jump: Jump;
  jumpTo: (number: number) => void;
  marked: number | null;
  failed: boolean;
} {
  const [wanted, setWanted] = useState<number | null>(null);
  const [marked, setMarked] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (marked === null) return;
    const timer = setTimeout(() => setMarked(null), markedMs);
    return () => clearTimeout(timer);
  }, [marked]);
  const jump = useMemo<Jump>(
    () => ({
      wanted,
      arrived: (number) => {
        setWanted(null);
        setMarked(number);
      },
      failed: () => {
        setWanted(null);
        setFailed(true);
      },
    }),
    [wanted],
  );
  const jumpTo = useCallback((number: number) => {
    setFailed(false);
    setWanted(number);
  }, []);
  return { jump, jumpTo, marked, failed };
}
