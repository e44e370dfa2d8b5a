import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Confirm } from "../../design/Confirm.tsx";
import { useGo } from "../../navigation/place.ts";

/** It was said once that the page may be left, with everything on it. */
let free = false;

/**
 * Asks before a page is left on which something was changed and not saved: by a link, by going back, by closing the tab.
 * Where the app itself leads on (`replace`), nobody is asked.
 */
export function UnsavedGuard({ unsaved }: { unsaved: boolean }) {
  const go = useGo();
  const [leave, setLeave] = useState<(() => void) | null>(null);

  useEffect(() => {
    if (!unsaved) return;
    free = false;
    const ask = (next: () => void) =>
      setLeave(() => () => {
        free = true;
        next();
      });
    const onUnload = (event: Event) => {
      if (!free) event.preventDefault();
    };
    const stop = "navigation" in window ? askNavigating(go, ask) : askLinks(go, ask);
    addEventListener("beforeunload", onUnload);
    return () => {
      stop();
      removeEventListener("beforeunload", onUnload);
    };
  }, [unsaved, go]);

  return (
    <Confirm
      open={leave !== null}
      onOpenChange={(open) => !open && setLeave(null)}
      title={m.unsaved_page_title()}
      text={m.unsaved_text()}
      keep={m.unsaved_stay()}
      action={m.unsaved_page_leave()}
      onConfirm={() => {
        setLeave(null);
        leave?.();
      }}
    />
  );
}

/**
 * Whether what a form holds differs from what was last kept. Found by comparing, not by listening to the form: a box that
 * was ticked is given back when something above it is drawn anew between its click and its change.
 */
export function useKept(held: object): { unsaved: boolean; keep: () => void } {
  const now = JSON.stringify(held);
  const [kept, setKept] = useState(now);
  return { unsaved: now !== kept, keep: () => setKept(now) };
}

type Go = (to: string) => void;
type Ask = (next: () => void) => void;

const within = ({ pathname, search, hash }: URL) => pathname + search + hash;

/** Every way within the app. A browser lets a page hold back only the first of two steps back. */
function askNavigating(go: Go, ask: Ask): () => void {
  const onNavigate = (event: NavigateEvent) => {
    const { cancelable, defaultPrevented, destination, navigationType } = event;
    // Another form of the page has asked.
    if (free || defaultPrevented || !cancelable || !destination.sameDocument) return;
    if (navigationType === "traverse") ask(() => void navigation.traverseTo(destination.key));
    else if (navigationType === "push") ask(() => go(within(new URL(destination.url))));
    else return;
    event.preventDefault();
  };
  navigation.addEventListener("navigate", onNavigate);
  return () => navigation.removeEventListener("navigate", onNavigate);
}

/** Older browsers say nothing before a step: only what is clicked can be held back. */
function askLinks(go: Go, ask: Ask): () => void {
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
    if (free || event.defaultPrevented || link === null || elsewhere || link.target) return;
    if (link.origin !== location.origin || link.hasAttribute("download")) return;
    event.preventDefault();
    event.stopPropagation();
    ask(() => go(within(new URL(link.href))));
  };
  document.addEventListener("click", onClick, { capture: true });
  return () => document.removeEventListener("click", onClick, { capture: true });
}
