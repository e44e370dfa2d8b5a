import type { DraftStorage } from "./types.ts";

/** For as long as the process lives. */
export function memoryDrafts(): DraftStorage {
  const values = new Map<string, string>();
  return {
    all: () => [...values],
    set: (key, value) => {
      if (value === null) values.delete(key);
      else values.set(key, value);
    },
  };
}

/** All drafts for one server begin like this; the person's id follows. */
export const draftsPrefix = (baseUrl: string) => `relais:draft:${baseUrl} `;

/**
 * In the browser's localStorage, which has written when it returns: what is typed outlives a killed tab. One entry a
 * draft, so that tabs do not write over one another. A browser that refuses keeps them for as long as the page lives.
 */
export function localDrafts(prefix: string): DraftStorage {
  const memory = memoryDrafts();
  return {
    all: () => {
      try {
        const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
        return keys.map((key) => [key.slice(prefix.length), localStorage.getItem(key) ?? ""]);
      } catch {
        return memory.all();
      }
    },
    set: (key, value) => {
      try {
        if (value === null) localStorage.removeItem(prefix + key);
        else localStorage.setItem(prefix + key, value);
      } catch {
        memory.set(key, value);
      }
    },
  };
}
