import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import { aboveLinePx } from "./first-rows.tsx";
import type { Row } from "./rows.ts";

/** Nearer to the end than this counts as being there. */
const nearPx = 48;
/** Screens that are glided over; what is farther away is jumped to. */
const glideScreens = 1.5;

/**
 * Keeps the newest message in sight while the person is at the end, and leaves the place alone while
 * they read further up. Only a scroll upwards leaves the end; growth never does.
 * `ready`: the messages are there, not only what waits to be sent.
 */
export function useStick(
  list: RefObject<VirtualizerHandle | null>,
  rows: readonly Row[],
  ready: boolean,
  /** A part of the past is shown: its end is not the end. */
  past: boolean,
) {
  const stuck = useRef(true);
  const lastOffset = useRef(0);
  // Opening takes two frames, in which scrolling is our own: it tells nothing about the person.
  const opened = useRef(false);
  const placed = useRef(false);
  // Opened at the first unread message, with the end nearly in sight: it stays so until something is said or moved.
  const held = useRef<string | null>(null);
  // Null until the list stands where it opens: nothing counts as read before.
  const [atEnd, setAtEnd] = useState<boolean | null>(null);

  const settle = useCallback((next: boolean) => {
    stuck.current = next;
    setAtEnd(next);
  }, []);

  const scrollToEnd = useCallback(
    (smooth = false) => list.current?.scrollToIndex(rows.length - 1, { align: "end", smooth }),
    [list, rows.length],
  );

  const toEnd = useCallback(() => {
    settle(true);
    const handle = list.current;
    const left = handle ? handle.scrollSize - handle.scrollOffset - handle.viewportSize : 0;
    // A long glide measures rows on its way, and goes on against a person who scrolls up meanwhile.
    scrollToEnd(handle !== null && left < handle.viewportSize * glideScreens);
  }, [list, settle, scrollToEnd]);

  const isNear = useCallback(() => {
    const handle = list.current;
    if (!handle) return true;
    if (past) return false;
    return handle.scrollOffset + handle.viewportSize >= handle.scrollSize - nearPx;
  }, [list, past]);

  /** The person was led elsewhere. */
  const leave = useCallback(() => settle(false), [settle]);

  const onScroll = useCallback(
    (offset: number) => {
      const upwards = offset < lastOffset.current - 1;
      const moved = Math.abs(offset - lastOffset.current) > 1;
      lastOffset.current = offset;
      if (!placed.current) return;
      if (moved) held.current = null;
      if (isNear()) settle(true);
      else if (upwards) settle(false);
    },
    [isNear, settle],
  );

  // On opening: at the unread line when there is one, at the newest otherwise.
  useLayoutEffect(() => {
    if (opened.current || !ready) return;
    opened.current = true;
    const line = rows.findIndex(({ type }) => type === "unread");
    if (line > 0) {
      stuck.current = false;
      held.current = rows.at(-1)?.key ?? null;
      list.current?.scrollToIndex(line, { align: "start", offset: -aboveLinePx });
    } else {
      scrollToEnd();
    }
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        placed.current = true;
        settle(line > 0 ? isNear() : true);
      }),
    );
  }, [ready, rows, list, scrollToEnd, isNear, settle]);

  /** Whoever has something to read is led to where it begins: until then the list stays. */
  const follow = useCallback(() => {
    const waits = !opened.current && rows.some(({ type }) => type === "unread");
    if (held.current !== rows.at(-1)?.key) held.current = null;
    if (rows.length > 0 && stuck.current && !waits && held.current === null) scrollToEnd();
  }, [rows, scrollToEnd]);
  useLayoutEffect(follow, [follow]);

  const onResize = useCallback(() => {
    if (stuck.current) follow();
    else if (placed.current && isNear()) settle(true);
  }, [follow, isNear, settle]);

  return { atEnd, toEnd, leave, onScroll, onResize };
}
