import type { Page } from "playwright-core";
import { expect } from "vitest";

/** What is kept in a store of this browser: what waits in the outbox, what was seen; of anybody, as JSON. */
export const stored = (page: Page, database: string, store: string): Promise<string[]> =>
  page.evaluate(
    async ([prefix = "", what = ""]) => {
      const listed = await indexedDB.databases();
      const name = listed.find((one) => one.name?.startsWith(prefix))?.name;
      if (!name) return [];
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.addEventListener("success", () => resolve(opening.result));
        opening.addEventListener("error", () => reject(opening.error));
      });
      const reading = database.transaction(what).objectStore(what).getAll();
      await new Promise((resolve) => {
        reading.addEventListener("success", resolve);
      });
      database.close();
      return reading.result.map((one) => JSON.stringify(one));
    },
    [database, store],
  );

/** Until then a reload would come too soon: what was just said is kept a moment later. */
export async function keptHere(page: Page, text: string): Promise<void> {
  await expect
    .poll(async () => (await stored(page, "relais-memory", "conversations")).join("\n"))
    .toContain(text);
}
