import { type HistoryPage, type HistoryQuery, deviceLimits } from "@relais/protocol";
import type { ConversationStore } from "./store.ts";

export type PagesOptions = {
  store: ConversationStore;
  history: (query: HistoryQuery) => Promise<HistoryPage>;
  changed: () => void;
};

type Direction = "older" | "newer";

/** Loads pages of history into the store: above, below an excerpt, or around a number. */
export class Pages {
  readonly #options: PagesOptions;
  readonly #loading = new Map<Direction, Promise<void>>();

  constructor(options: PagesOptions) {
    this.#options = options;
  }

  isLoading(direction: Direction): boolean {
    return this.#loading.has(direction);
  }

  older(): Promise<void> {
    const { store } = this.#options;
    const before = store.first?.number;
    if (before === undefined || !store.hasOlder) return Promise.resolve();
    return this.#once("older", { before }, (page) => store.addOlder(before, page));
  }

  newer(): Promise<void> {
    const { store } = this.#options;
    const last = store.excerpt?.at(-1)?.number;
    if (last === undefined) return Promise.resolve();
    const before = last + deviceLimits.pageMessages + 1;
    return this.#once("newer", { before }, (page) => store.addNewer(last, page));
  }

  /** Brings a message of the past into what is shown. Does nothing when it is there already. */
  async around(number: number): Promise<void> {
    const { changed, store } = this.#options;
    if (store.holds(number)) return;
    const page = await this.#read({ around: number });
    store.showExcerpt(page);
    changed();
  }

  #once(
    direction: Direction,
    query: HistoryQuery,
    take: (page: HistoryPage) => void,
  ): Promise<void> {
    const { changed, store } = this.#options;
    const under = this.#loading.get(direction);
    if (under !== undefined) return under;
    store.letGo(direction);
    const loading = this.#read(query)
      .then(take)
      .finally(() => {
        this.#loading.delete(direction);
        changed();
      });
    this.#loading.set(direction, loading);
    changed();
    return loading;
  }

  /** A page, with what happened to its messages while it was on its way. */
  async #read(query: HistoryQuery): Promise<HistoryPage> {
    const changes = this.#options.store.listen();
    try {
      const page = await this.#options.history(query);
      return { ...page, messages: changes.over(page.messages) };
    } finally {
      changes.stop();
    }
  }
}
