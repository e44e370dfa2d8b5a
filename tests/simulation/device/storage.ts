import type { DraftStorage, OutboxEntry, OutboxStorage, SessionStorage } from "@relais/client";
import type { Random } from "../random.ts";
import { pause } from "../waiting.ts";
import type { Life } from "./life.ts";

/** What a device keeps when a tab is killed: its outbox and its session. */
export class DeviceStorage {
  readonly entries = new Map<string, OutboxEntry>();
  readonly #drafts = new Map<string, string>();
  readonly #random: Random;
  readonly #name: string;
  readonly #sessionListeners = new Set<() => void>();
  #session: string | null = null;
  #last = 0;

  constructor(name: string, random: Random) {
    this.#name = name;
    this.#random = random;
  }

  /** The outbox as one tab opens it. As in IndexedDB, a change is made whole or not at all. */
  outbox(life: Life, added: (entry: OutboxEntry) => void): OutboxStorage {
    const change = <T>(apply: () => T): Promise<T> =>
      life.guard(
        pause(this.#random.between(0, 8)).then(() => {
          if (life.ended) throw new Error("the tab is gone");
          return apply();
        }),
      );
    return {
      shared: `outbox of ${this.#name}`,
      list: () =>
        change(() =>
          [...this.entries.values()].sort((one, other) => one.position - other.position),
        ),
      add: (entry) =>
        change(() => {
          this.#last += 1;
          const kept = { ...entry, position: this.#last };
          this.entries.set(kept.client_id, kept);
          added(kept);
          return kept;
        }),
      update: (entry) =>
        change(() => {
          if (this.entries.has(entry.client_id)) this.entries.set(entry.client_id, entry);
        }),
      remove: (clientId) =>
        change(() => {
          this.entries.delete(clientId);
        }),
      close: async () => {},
    };
  }

  /** Drafts as one tab has them: written at once, as in localStorage. */
  drafts(life: Life): DraftStorage {
    return {
      all: () => [...this.#drafts],
      set: (key, value) => {
        if (life.ended) return;
        if (value === null) this.#drafts.delete(key);
        else this.#drafts.set(key, value);
      },
    };
  }

  session(life: Life): SessionStorage {
    return {
      shared: `session of ${this.#name}`,
      read: () => this.#session,
      write: (value) => {
        if (life.ended) return;
        this.#session = value;
        for (const listener of this.#sessionListeners) setImmediate(listener);
      },
      subscribe: (listener) => {
        const heard = () => {
          if (!life.ended) listener();
        };
        this.#sessionListeners.add(heard);
        return () => this.#sessionListeners.delete(heard);
      },
    };
  }
}
