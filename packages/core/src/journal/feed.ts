import type { JournalEntry } from "./entry.ts";

export type FeedListener = (entries: readonly JournalEntry[]) => void;
/** Streams in which something may have been committed: read them again from where you stand. */
export type WakeListener = (streamIds: readonly string[]) => void;

/**
 * Tells this process what was just committed. An accelerator, never the truth: a listener that
 * misses a call finds everything in the journal.
 */
export class Feed {
  readonly #listeners = new Set<FeedListener>();
  readonly #wakeListeners = new Set<WakeListener>();

  /** Listeners run in the order in which they came; core's own caches are always first. */
  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** After commit only, in the order of each stream. */
  publish(entries: readonly JournalEntry[]): void {
    for (const listener of this.#listeners) listener(entries);
  }

  listenToWakes(listener: WakeListener): () => void {
    this.#wakeListeners.add(listener);
    return () => this.#wakeListeners.delete(listener);
  }

  /** When a commit's outcome is unknown, or it happened in another process. */
  wake(streamIds: readonly string[]): void {
    for (const listener of this.#wakeListeners) listener(streamIds);
  }
}
