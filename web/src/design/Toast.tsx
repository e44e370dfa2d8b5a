import { X } from "lucide-react";
import { useId, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { m } from "../catalogue/index.ts";
import { Button } from "./Button.tsx";
import { IconButton } from "./IconButton.tsx";

type Toast = {
  key: number;
  text: string;
  action?: { label: string; run: () => void };
  /** How long it stays; null: until it is taken or closed. */
  staysMs: number | null;
};

let current: Toast | null = null;
/** What stays until it is taken or closed, while something that passes is said over it. */
let under: Toast | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(next: Toast | null): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Whoever is to do something about it has longer. */
const staysMs = { said: 6_000, offered: 12_000 };

/**
 * Says one thing near the bottom of the screen, above where one writes. With an action it stays until it is taken,
 * closed or replaced by another such, unless it `passes`: what it says or offers is found elsewhere too.
 */
export function toast(text: string, action?: Toast["action"], passes = !action): void {
  const ms = passes ? (action ? staysMs.offered : staysMs.said) : null;
  if (passes && current?.staysMs === null) under = current;
  set({ key: Date.now(), text, staysMs: ms, ...(action ? { action } : {}) });
  pass();
}

/** Gives back what it was said over. */
function end(): void {
  const next = under;
  under = null;
  set(next);
}

/** It does not go from under the pointer, or from under the focus. */
function stay(): void {
  clearTimeout(timer);
}

function pass(): void {
  clearTimeout(timer);
  if (current?.staysMs != null) timer = setTimeout(end, current.staysMs);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where toasts may appear; the last one is above the others. */
let places: readonly string[] = [];

function place(next: readonly string[]): void {
  places = next;
  for (const listener of listeners) listener();
}

/**
 * Where toasts appear; there before they come, so that a reader hears them. While a dialog is open the rest of the page can
 * be neither heard nor touched, so each dialog has a place of its own.
 */
export function Toasts({ inDialog = false }: { inDialog?: boolean }) {
  const id = useId();
  const shown = useSyncExternalStore(subscribe, () => (places.at(-1) === id ? current : null));
  useLayoutEffect(() => {
    place(inDialog ? [...places, id] : [id, ...places]);
    return () => place(places.filter((one) => one !== id));
  }, [id, inDialog]);
  const output = useRef<HTMLOutputElement>(null);
  useLayoutEffect(() => {
    const element = output.current;
    // Where a browser knows no popover it is seen all the same, under the shade of a sheet.
    if (element?.showPopover === undefined) return;
    // What was opened last lies above: a sheet that is open must not hide what is said about it.
    const there = element.matches(":popover-open");
    if (there && shown === null) return;
    if (there) element.hidePopover();
    element.showPopover();
  }, [shown]);
  return (
    <output
      ref={output}
      popover="manual"
      className="pointer-events-none fixed inset-x-0 top-auto bottom-[calc(var(--toast-bottom)+env(safe-area-inset-bottom))] z-50 m-0 flex h-auto w-auto justify-center overflow-visible border-0 bg-transparent px-4 py-0"
    >
      {shown && (
        <div
          key={shown.key}
          onPointerEnter={stay}
          onPointerLeave={pass}
          onFocus={stay}
          onBlur={pass}
          className="rise pointer-events-auto flex max-w-md items-center gap-2 rounded-card bg-ink py-1.5 ps-4 pe-2 text-15 text-paper shadow-float"
        >
          <span className="py-1.5 pe-2">{shown.text}</span>
          {shown.action && (
            <Button
              look="plain"
              className="shrink-0 whitespace-nowrap text-paper underline underline-offset-4 hover:bg-transparent"
              onClick={() => {
                shown.action?.run();
                end();
              }}
            >
              {shown.action.label}
            </Button>
          )}
          {shown.staysMs === null && (
            <IconButton
              icon={X}
              label={m.action_close()}
              onClick={() => end()}
              className="text-paper hover:bg-transparent"
            />
          )}
        </div>
      )}
    </output>
  );
}
