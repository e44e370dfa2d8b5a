import { deleteDB } from "idb";
import { eraseDrafts } from "../drafts/erase.ts";
import { outboxName } from "../outbox/indexed-db-storage.ts";
import { eraseOutbox } from "../outbox/erase.ts";
import { signedInHere } from "../session/signed-in-here.ts";
import { endMemories, memoryPrefix } from "./indexed-db.ts";

/**
 * Erases what this device keeps of everybody but the person who is signed in (null: nobody is by this session), and
 * those who are signed in beside them: what they saw, what they began, and what they wrote and never sent. Resolves when it is gone; a browser that refuses
 * its storage has kept nothing.
 */
export async function eraseOthers(
  baseUrl: string,
  present: string | null,
  left: string | null,
): Promise<void> {
  if (typeof indexedDB === "undefined") return;
  const prefix = memoryPrefix(baseUrl);
  const here = new Set(signedInHere(baseUrl));
  if (present !== null) here.add(present);
  eraseDrafts(baseUrl, here);
  // Older browsers do not list: there, whoever has just left is known by name.
  const known = left === null ? [] : [prefix + left];
  const listed = await indexedDB.databases?.().catch(() => []);
  const names = new Set([...known, ...(listed ?? []).map(({ name }) => name ?? "")]);
  const erasing = [...names]
    .filter((name) => name.startsWith(prefix) && !here.has(name.slice(prefix.length)))
    .map((name) => {
      endMemories(name);
      return deleteDB(name);
    });
  const outbox = outboxName(baseUrl);
  const hasOutbox = listed === undefined || listed.some(({ name }) => name === outbox);
  if (hasOutbox) erasing.push(eraseOutbox(outbox, here));
  await Promise.allSettled(erasing);
}
