/** What the device says about itself. Node says nothing: always online, visible and looked at. */
export interface Surroundings {
  isOnline(): boolean;
  isVisible(): boolean;
  /** Visible and with the keyboard: a person looks at it now. */
  isFocused(): boolean;
  subscribe(listener: (change: SurroundingsChange) => void): () => void;
}

export type SurroundingsChange = "online" | "offline" | "visible" | "hidden" | "focus";

export function deviceSurroundings(): Surroundings {
  const page = typeof document === "undefined" ? null : document;
  return {
    // Node has a navigator without `onLine`.
    isOnline: () => typeof navigator === "undefined" || navigator.onLine !== false,
    isVisible: () => page?.visibilityState !== "hidden",
    isFocused: () => page === null || (page.visibilityState !== "hidden" && page.hasFocus()),
    subscribe: (listener) => {
      if (page === null || typeof window === "undefined") return () => {};
      const stop = new AbortController();
      const on = (target: EventTarget, name: string, change: () => SurroundingsChange) =>
        target.addEventListener(name, () => listener(change()), { signal: stop.signal });
      on(window, "online", () => "online");
      on(window, "offline", () => "offline");
      on(window, "focus", () => "focus");
      on(window, "blur", () => "focus");
      // A page that comes back from the back-forward cache has lost its sockets without a word.
      on(window, "pageshow", () => "visible");
      on(page, "visibilitychange", () =>
        page.visibilityState === "hidden" ? "hidden" : "visible",
      );
      return () => stop.abort();
    },
  };
}
