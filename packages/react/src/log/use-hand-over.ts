import { type RefObject, useLayoutEffect, useState } from "react";
import type { CacheSnapshot } from "virtua";
import type { Row } from "./rows.ts";
import type { Found } from "./use-virtualizer.ts";

/** Rows that nobody drew yet: about one line. */
const usualPx = 40;
const unknown = -1;

type Virtualizer = Found["Virtualizer"];
type Given = { Virtualizer: Virtualizer; heights: CacheSnapshot | undefined };

/**
 * What draws long lists takes over from the first rows with their heights: the list stands at once as they stood, and
 * nothing moves. Until those are measured, `found` is kept back.
 */
export function useHandOver(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly Row[],
  found: Virtualizer,
): Given {
  const [given, setGiven] = useState<Given>({ Virtualizer: found, heights: undefined });
  useLayoutEffect(() => {
    if (found === null || given.Virtualizer !== null) return;
    const drawn = new Map<string | undefined, number>();
    for (const row of scroller.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])
      drawn.set(row.dataset.row, row.getBoundingClientRect().height);
    // As a list tells it of itself, see `VirtualizerHandle.cache`.
    const heights = [rows.map(({ key }) => drawn.get(key) ?? unknown), usualPx];
    // What is drawn tells its height only here.
    // oxlint-disable-next-line react/set-state-in-effect
    setGiven({ Virtualizer: found, heights: heights as unknown as CacheSnapshot });
  }, [found, given.Virtualizer, rows, scroller]);
  return given;
}
