import { useSyncExternalStore } from "react";
import { Button } from "./Button.tsx";

type Toast = { key: number; text: string; action?: { label: string; run: () => void } };

let current: Toast | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(next: Toast | null): void {
  current = next;
  for (const listener of listeners) listener();
}

/**
 * Says one thing at the bottom of the screen. With an action it stays until it is taken or replaced, unless it
 * `passes`: what it says is found elsewhere too.
 */
export function toast(text: string, action?: Toast["action"], passes = !action): void {
  clearTimeout(timer);
  set({ key: Date.now(), text, ...(action ? { action } : {}) });
  if (passes) timer = setTimeout(() => set(null), 6_000);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The one place where toasts appear; always there, so that a reader hears what comes. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => current);
  return (
    <output className="pointer-events-none fixed inset-x-0 bottom-[calc(5.5rem+env(safe-area-inset-bottom))] z-50 flex justify-center px-4 desk:bottom-6">
      {shown && (
        <div
          key={shown.key}
          className="rise pointer-events-auto flex max-w-md items-center gap-2 rounded-card bg-ink py-1.5 ps-4 pe-2 text-15 text-paper shadow-float"
        >
          <span className="py-1.5 pe-2">{shown.text}</span>
          {shown.action && (
            <Button
              look="plain"
              className="text-paper underline underline-offset-4 hover:bg-transparent"
              onClick={() => {
                shown.action?.run();
                set(null);
              }}
            >
              {shown.action.label}
            </Button>
          )}
        </div>
      )}
    </output>
  );
}
