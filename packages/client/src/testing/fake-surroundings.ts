import type { Surroundings, SurroundingsChange } from "../surroundings.ts";

export interface FakeSurroundings extends Surroundings {
  setOnline(online: boolean): void;
  setVisible(visible: boolean): void;
}

/** A device whose network and screen obey the test. */
export function createFakeSurroundings(): FakeSurroundings {
  let online = true;
  let visible = true;
  const listeners = new Set<(change: SurroundingsChange) => void>();
  const tell = (change: SurroundingsChange) => {
    for (const listener of listeners) listener(change);
  };
  return {
    isOnline: () => online,
    isVisible: () => visible,
    isFocused: () => visible,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    setOnline: (next) => {
      online = next;
      tell(next ? "online" : "offline");
    },
    setVisible: (next) => {
      visible = next;
      tell(next ? "visible" : "hidden");
    },
  };
}
