import { openOutbox } from "./indexed-db-storage.ts";

/** Erases what was written here by anybody but those who are `present`, sent or not. */
export async function eraseOutbox(name: string, present: ReadonlySet<string>): Promise<void> {
  const database = await openOutbox(name);
  try {
    const change = database.transaction("entries", "readwrite");
    for await (const cursor of change.store) {
      if (!present.has(cursor.value.sender_id ?? "")) await cursor.delete();
    }
    await change.done;
  } finally {
    database.close();
  }
}
