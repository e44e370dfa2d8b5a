import { snapshotShape } from "@relais/protocol";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { type DeviceMemory, type KeptCases, type KeptConversation, memoryLimits } from "./types.ts";

type Used = { id: string; used_at: number };

interface Schema extends DBSchema {
  conversations: {
    key: string;
    value: Used & KeptConversation & { shape: string };
    indexes: { used_at: number };
  };
  pictures: { key: string; value: Used & { picture: Blob }; indexes: { used_at: number } };
  chosen: { key: string; value: Used & { files: readonly File[] }; indexes: { used_at: number } };
  lists: { key: string; value: KeptCases & { id: string; shape: string } };
}

const list = "cases";

/** All that belongs to one server begins like this; the person's id follows. */
export const memoryPrefix = (baseUrl: string) => `relais-memory ${baseUrl} `;

/** The memories that this page holds, by the name of their database. */
const held = new Map<string, Set<() => void>>();

/** Ends what this page holds of a database that is about to be deleted: nothing may write it anew. */
export function endMemories(name: string): void {
  for (const end of held.get(name) ?? []) end();
  held.delete(name);
}

/**
 * Keeps what one person saw in IndexedDB. When the database is deleted (signed out, here or from afar)
 * it stays away for good: nothing is written for somebody who has gone. A browser that refuses the
 * database keeps nothing.
 */
export function indexedDbMemory(name: string): DeviceMemory {
  let opening: Promise<IDBPDatabase<Schema> | null> | null = null;
  let ended = false;
  const holders = held.get(name) ?? new Set();
  held.set(
    name,
    holders.add(() => {
      ended = true;
      void close();
    }),
  );

  const openDatabase = async () =>
    openDB<Schema>(name, 2, {
      upgrade: (database) => {
        const there = database.objectStoreNames;
        for (const store of ["conversations", "pictures", "chosen"] as const) {
          if (there.contains(store)) continue;
          database.createObjectStore(store, { keyPath: "id" }).createIndex("used_at", "used_at");
        }
        if (!there.contains("lists")) database.createObjectStore("lists", { keyPath: "id" });
      },
      blocking: (_now, wanted) => {
        ended ||= wanted === null;
        void close();
      },
      terminated: () => {
        opening = null;
      },
    });
  const close = async () => {
    const database = await opening;
    opening = null;
    database?.close();
  };
  /** A failure of the storage is as if nothing were kept. */
  const work = async <T>(
    task: (database: IDBPDatabase<Schema>) => Promise<T>,
  ): Promise<T | null> => {
    if (ended) return null;
    opening ??= openDatabase().catch(() => null);
    const database = await opening;
    if (database === null || ended) return null;
    return task(database).catch(() => null);
  };

  return {
    conversation: async (id) => {
      const kept = await work((database) => database.get("conversations", id));
      if (!kept || !isReadable(kept)) return null;
      const { at, epoch, state, older } = kept;
      return { id, epoch, state, older, ...(at !== undefined && { at }) };
    },
    keepConversation: async (kept) => {
      await work(async (database) => {
        const change = database.transaction("conversations", "readwrite");
        const before = await change.store.get(kept.id);
        const isNewer =
          before === undefined ||
          !isReadable(before) ||
          before.epoch !== kept.epoch ||
          before.state.seq <= kept.state.seq;
        if (isNewer) {
          await change.store.put({ ...kept, shape: snapshotShape, used_at: Date.now() });
        }
        await thin(change.store, memoryLimits.conversations);
        await change.done;
      });
    },
    forgetConversation: async (id) => {
      await work((database) => database.delete("conversations", id));
    },
    conversationIds: async () =>
      (await work((database) => database.getAllKeys("conversations"))) ?? [],
    cases: async () => {
      const kept = await work((database) => database.get("lists", list));
      return kept && isReadable(kept) ? kept : null;
    },
    keepCases: async (kept) => {
      await work(async (database) => {
        const change = database.transaction("lists", "readwrite");
        await change.store.put({ ...kept, id: list, shape: snapshotShape });
        await change.done;
      });
    },
    picture: async (id) =>
      (await work((database) => database.get("pictures", id)))?.picture ?? null,
    keepPicture: async (id, picture) => {
      if (picture.size > memoryLimits.pictureBytes) return;
      await work(async (database) => {
        const change = database.transaction("pictures", "readwrite");
        await change.store.put({ id, picture, used_at: Date.now() });
        await thin(change.store, memoryLimits.pictures);
        await change.done;
      });
    },
    chosen: async (id) => (await work((database) => database.get("chosen", id)))?.files ?? [],
    keepChosen: async (id, files) => {
      const bytes = files.reduce((sum, { size }) => sum + size, 0);
      await work(async (database) => {
        const change = database.transaction("chosen", "readwrite");
        if (bytes === 0 || bytes > memoryLimits.chosenBytes) await change.store.delete(id);
        else await change.store.put({ id, files, used_at: Date.now() });
        await thin(change.store, memoryLimits.chosen);
        await change.done;
      });
    },
    close,
  };
}

/** What an earlier version kept says nothing of the journal that it is of. */
const isReadable = ({ epoch, shape }: { epoch?: string; shape: string }) =>
  shape === snapshotShape && epoch !== undefined;

/** The part of a store that thinning needs. */
type Thinned = {
  count(): Promise<number>;
  index(name: "used_at"): {
    openCursor(): Promise<Cursor | null>;
  };
};
type Cursor = { delete(): Promise<void>; continue(): Promise<Cursor | null> };

/** Lets the longest unused go. */
async function thin(store: Thinned, most: number): Promise<void> {
  let extra = (await store.count()) - most;
  if (extra <= 0) return;
  let cursor = await store.index("used_at").openCursor();
  while (cursor !== null && extra > 0) {
    await cursor.delete();
    extra -= 1;
    cursor = await cursor.continue();
  }
}
