import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB } from "idb";
import { memoryOutbox } from "./memory-storage.ts";
import type { OutboxEntry, OutboxStorage } from "./types.ts";

interface Schema extends DBSchema {
  entries: { key: number; value: OutboxEntry; indexes: { client_id: string } };
}

/** One for all people of a browser: each entry says whose it is. */
export const outboxName = (baseUrl: string) => `relais-outbox ${baseUrl}`;

/** Opens the database of an outbox, and makes it when it is not there. */
export const openOutbox = (
  name: string,
  on: Pick<OpenDBCallbacks<Schema>, "blocking" | "terminated"> = {},
): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(name, 1, {
    upgrade: (database) => {
      const store = database.createObjectStore("entries", {
        keyPath: "position",
        autoIncrement: true,
      });
      store.createIndex("client_id", "client_id", { unique: true });
    },
    ...on,
  });

/**
 * Keeps the outbox in IndexedDB, where it survives a killed tab. The position is the store's own
 * increasing key, so that the order holds between tabs too. A browser that refuses the database
 * (some private modes) gets memory: messages are sent, they just do not outlive the tab.
 */
export function indexedDbOutbox(name: string): OutboxStorage {
  let opening: Promise<IDBPDatabase<Schema> | null> | null = null;
  let wasOpen = false;
  const memory = memoryOutbox();

  const openDatabase = async () => {
    const database = await openOutbox(name, {
      // A newer build in another tab wants to change the database: step aside and open it again.
      blocking: () => void close(),
      terminated: () => {
        opening = null;
      },
    });
    wasOpen = true;
    return database;
  };
  const open = () => {
    opening ??= openDatabase().catch(refused);
    return opening;
  };
  const refused = (error: unknown) => {
    if (!wasOpen) return null;
    // Taken away in the middle: it has what this tab put there, and may come back.
    opening = null;
    throw error;
  };
  const close = async () => {
    const database = await opening?.catch(() => null);
    opening = null;
    database?.close();
  };

  return {
    shared: name,
    list: async () => {
      const database = await open();
      if (database === null) return memory.list();
      return database.getAll("entries").catch(() => readable(database));
    },
    add: async (entry) => {
      const database = await open();
      if (database === null) return memory.add(entry);
      // Without a position of its own: the store gives the next one.
      const position = await database.add("entries", entry as OutboxEntry);
      return { ...entry, position };
    },
    update: async (entry) => {
      const database = await open();
      if (database === null) return memory.update(entry);
      const change = database.transaction("entries", "readwrite");
      const key = await change.store.index("client_id").getKey(entry.client_id);
      if (key !== undefined) await change.store.put({ ...entry, position: key });
      await change.done;
    },
    remove: async (clientId) => {
      const database = await open();
      if (database === null) return memory.remove(clientId);
      const change = database.transaction("entries", "readwrite");
      const key = await change.store.index("client_id").getKey(clientId);
      if (key !== undefined) await change.store.delete(key);
      await change.done;
    },
    close,
  };
}

/** Where a file among them is gone, some browsers read none of them at once: those that they can read. */
async function readable(database: IDBPDatabase<Schema>): Promise<OutboxEntry[]> {
  const keys = await database.getAllKeys("entries");
  const found = await Promise.all(keys.map((key) => database.get("entries", key).catch(() => [])));
  return found.flatMap((entry) => entry ?? []);
}
