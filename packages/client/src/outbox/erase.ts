import { openOutbox } from "./indexed-db-storage.ts";

/** Erases what was written here by anybody but `present`, sent or not. */
export async function eraseOutbox(name: string, present: string | null): Promise<void> {
  const database = await openOutbox(name);
  try {
    const change = database.transaction("entries", "readwrite");
    for await (const cursor of change.store) {
      if (cursor.value.sender_id !== present) await cursor.delete();
    }
    await change.done;
  } finally {
    database.close();
  }
}
