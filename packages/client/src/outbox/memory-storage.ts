import type { OutboxEntry, OutboxStorage } from "./types.ts";

/** Keeps the outbox for as long as the process lives: Node, tests, browsers that refuse storage. */
export function memoryOutbox(): OutboxStorage {
  const entries = new Map<string, OutboxEntry>();
  let last = 0;
  return {
    list: async () => [...entries.values()].sort((one, other) => one.position - other.position),
    add: async (entry) => {
      last += 1;
      const added = { ...entry, position: last };
      entries.set(added.client_id, added);
      return added;
    },
    update: async (entry) => {
      if (entries.has(entry.client_id)) entries.set(entry.client_id, entry);
    },
    remove: async (clientId) => {
      entries.delete(clientId);
    },
    close: async () => {},
  };
}
