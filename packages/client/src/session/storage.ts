import type { SessionStorage } from "./types.ts";

/** Keeps a session for as long as the process lives. */
export function memorySession(): SessionStorage {
  let kept: string | null = null;
  return {
    read: () => kept,
    write: (value) => {
      kept = value;
    },
  };
}

/** Keeps a session in `localStorage`, common to all tabs. */
export function browserSession(key: string): SessionStorage {
  return {
    shared: key,
    read: () => localStorage.getItem(key),
    write: (value) => {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    },
    subscribe: (listener) => {
      const stop = new AbortController();
      window.addEventListener(
        "storage",
        (event) => {
          // A null key: everything was cleared.
          if (event.key === key || event.key === null) listener();
        },
        { signal: stop.signal },
      );
      return () => stop.abort();
    },
  };
}

/** What the runtime offers. A browser may have `localStorage` and refuse it (blocked cookies). */
export function usualSession(key: string): SessionStorage {
  try {
    if (typeof window === "undefined" || window.localStorage === null) return memorySession();
    return browserSession(key);
  } catch {
    return memorySession();
  }
}
