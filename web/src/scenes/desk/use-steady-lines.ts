import type { DeskList, DeskListState } from "@relais/client/desk";
import { type RefObject, useLayoutEffect, useRef } from "react";
import type { VirtualizerHandle } from "virtua";
import { linesMoved } from "./steady.ts";

/** Whoever has scrolled down keeps the same lines before their eyes when others come or go above them. */
export function useSteadyLines(
  handle: RefObject<VirtualizerHandle | null>,
  list: DeskList,
  entries: DeskListState["entries"],
): void {
  const before = useRef({ list, entries });
  useLayoutEffect(() => {
    const was = before.current;
    before.current = { list, entries };
    const virtualizer = handle.current;
    if (!virtualizer || was.list !== list || was.entries === entries) return;
    const { scrollOffset, viewportSize } = virtualizer;
    // At the top what comes is what one looks at.
    if (scrollOffset === 0) return;
    const first = virtualizer.findItemIndex(scrollOffset);
    const last = virtualizer.findItemIndex(scrollOffset + viewportSize);
    const move = linesMoved(was.entries.map(idOf), entries.map(idOf), first, last);
    if (move === 0) return;
    virtualizer.scrollBy(
      virtualizer.getItemOffset(first + move) - virtualizer.getItemOffset(first),
    );
  }, [handle, list, entries]);
}

const idOf = (entry: DeskListState["entries"][number]): string => entry.case.id;
