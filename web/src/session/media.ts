import { useSyncExternalStore } from "react";

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => matchMedia(query).matches,
  );
}

/** Wide enough for the list, the conversation and the case side by side. */
export const useDesk = (): boolean => useMedia("(min-width: 1024px)");

/** A small phone: what is said there is shortened to what matters most. */
export const useNarrow = (): boolean => useMedia("(max-width: 400px)");

/** Everything in one column, and little of it at a time. */
export const usePhone = (): boolean => useMedia("(max-width: 639px)");

/** A finger rather than a mouse: Enter then makes a new line. */
export const useTouch = (): boolean => useMedia("(pointer: coarse)");
