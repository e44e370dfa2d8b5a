import { type IDBPDatabase, openDB } from "idb";

/**
 * A copy of what a session keeps, where a service worker can read it: a worker has no `localStorage`. Whoever
 * refreshes last writes here, and the other goes on from that; a refresh token serves once.
 */
export interface SessionMirror {
  read(): Promise<string | null>;
  /** Null when the session is over. */
  write(value: string | null): Promise<void>;
}

const store = "sessions";

/** A mirror in IndexedDB under the session's name. A browser that refuses the database mirrors nothing. */
export function indexedDbMirror(baseUrl: string, name: string): SessionMirror {
  const open = () =>
    openDB(`relais-sessions ${baseUrl}`, 1, {
      upgrade: (database) => void database.createObjectStore(store),
    });
  const work = async <T>(task: (database: IDBPDatabase) => Promise<T>): Promise<T | null> => {
    try {
      const database = await open();
      // Held open it would stand in the way of whoever erases it.
      return await task(database).finally(() => database.close());
    } catch {
      return null;
    }
  };
  return {
    read: async () =>
      (await work<string | undefined>((database) => database.get(store, name))) ?? null,
    write: async (value) => {
      await work<unknown>((database) =>
        value === null ? database.delete(store, name) : database.put(store, value, name),
      );
    },
  };
}
