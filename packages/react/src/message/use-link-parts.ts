import { useMemo, useSyncExternalStore } from "react";
import type { TextPart } from "./links.ts";

/** Without one of these there is nothing to find, and nothing to load. */
const hint = /:\/\/|[^\s.]\.[^\s.]|\S@\S|\+\d/u;

type LinkParts = (text: string) => TextPart[];

let found: LinkParts | null = null;
let loading = false;
const listeners = new Set<() => void>();

/** What finds links is as heavy as all the rest of a conversation: it comes with the first address. */
async function load(): Promise<void> {
  if (loading) return;
  loading = true;
  try {
    found = (await import("./links.ts")).linkParts;
    for (const listener of listeners) listener();
  } catch {
    // Without a network the text is read as it is; the next one asks again.
    loading = false;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const now = () => found;

/** A text in parts; one part until what finds links is there. */
export function useLinkParts(text: string): TextPart[] {
  const finder = useSyncExternalStore(subscribe, now, now);
  const hopeful = hint.test(text);
  if (hopeful && finder === null) void load();
  return useMemo(
    () => (hopeful && finder !== null ? finder(text) : [{ text, href: null }]),
    [finder, hopeful, text],
  );
}
