import type { Counter } from "@relais/protocol";

export type CounterListener = (memberId: string, counters: Counter[]) => void;

/** Tells this process what the notification counter has just written. An accelerator, never the truth. */
export class CounterNews {
  readonly #listeners = new Set<CounterListener>();

  /** Called with the changed counters of one person. Returns what stops the listening. */
  listen(listener: CounterListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(memberId: string, counters: Counter[]): void {
    for (const listener of this.#listeners) listener(memberId, counters);
  }
}
