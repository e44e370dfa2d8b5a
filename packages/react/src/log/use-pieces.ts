import { useEffect, useMemo, useState } from "react";
import { mostRows } from "./first-rows.tsx";
import type { Row } from "./rows.ts";

/** So many rows at a time: a slow phone draws them within the time in which it still answers a touch. */
const step = 3;

/**
 * Behind something that shows the same, the rows come a few at a time, from where the list opens: nobody waits for
 * them, and one long piece of work would keep a slow phone from everything else. `complete`: all of them are here.
 */
export function usePieces(all: readonly Row[], wanted: boolean) {
  const [pieces, setPieces] = useState(wanted ? 1 : Infinity);
  const line = all.findIndex(({ type }) => type === "unread");
  const most = Math.min(mostRows, line > 0 ? all.length - line : all.length);
  const last = Math.ceil(most / step);
  const complete = pieces >= last;
  useEffect(() => {
    if (complete) return;
    const timer = setTimeout(() => setPieces(pieces + 1));
    return () => clearTimeout(timer);
  }, [complete, pieces]);
  const rows = useMemo(() => {
    if (complete) return all;
    if (line <= 0) return all.slice(-step * pieces);
    // The first of them is what stands above the line.
    return all.slice(line - 1, line + step * pieces);
  }, [complete, all, line, pieces]);
  return { rows, complete };
}
