import type { DeskEntry } from "@relais/client/desk";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { VirtualizerHandle } from "virtua";
import { useOpenCase } from "../../navigation/place.ts";
import { deskState, setDesk, useDeskState } from "./desk-store.ts";
import { stepFrom } from "./held-line.ts";
import { useDeskLines } from "./use-desk.ts";

/** One has come to a line: it holds its place until one goes to another. */
export function hold(id: string | undefined, lines: readonly DeskEntry[]): void {
  if (id !== undefined && deskState().held?.id !== id) setDesk({ held: { id, lines } });
}

/** Moves the focus by some lines, as far as there are, from the line that has it, that had it last, or that is open. */
export function useMove(handle: RefObject<VirtualizerHandle | null>): (by: number) => void {
  const lines = useDeskLines();
  const openId = useOpenCase();
  return useCallback(
    (by) => {
      const opened = lines.find((entry) => entry.case.id === openId);
      const from = deskState().held ?? (opened && { id: opened.case.id, lines });
      const next = from === undefined ? 0 : stepFrom(from, lines, by);
      const id = lines[next]?.case.id;
      if (id === undefined) return;
      setDesk({ held: { id, lines } });
      handle.current?.scrollToIndex(next, { align: "nearest" });
      focusLine(id);
    },
    [lines, openId, handle],
  );
}

/** Whoever opens a case by another way than its line has come to its line all the same. */
export function useHeldLine(openId: string | undefined): void {
  const { held } = useDeskState();
  const lines = useDeskLines();
  const known = useRef<string>(undefined);
  useEffect(() => {
    const opens = known.current !== openId;
    known.current = openId;
    // Afterwards one may go to another line while it stays open.
    const here = lines.some((entry) => entry.case.id === openId);
    if (here && (opens || held === null)) hold(openId, lines);
  }, [openId, held, lines]);
}

/** A line that goes takes the focus with it: it passes to the line that comes to its place. */
export function useFocusKept(lines: readonly DeskEntry[]): void {
  const { held, sheet } = useDeskState();
  useLayoutEffect(() => {
    if (held === null || sheet !== null || document.activeElement !== document.body) return;
    if (lines.some((entry) => entry.case.id === held.id)) return;
    const next = lines[stepFrom(held, lines, 0)];
    if (next !== undefined) focusLine(next.case.id);
  }, [lines, held, sheet]);
}

/** The line that was moved to last. */
let wanted = "";
/** How long a far line may take to be drawn. */
const drawnWithinMs = 5_000;

/** The line may be drawn only once it is scrolled to, and takes no focus before it was measured. */
function focusLine(id: string, until = performance.now() + drawnWithinMs): void {
  wanted = id;
  const line = document.querySelector<HTMLElement>(`[data-desk-case="${CSS.escape(id)}"] a`);
  line?.focus({ preventScroll: true });
  if (document.activeElement === line || performance.now() > until) return;
  requestAnimationFrame(() => {
    if (wanted === id) focusLine(id, until);
  });
}
