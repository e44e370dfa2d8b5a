/** So long a search waits for the newest messages: then it answers with what is found without them. */
const longestMs = 500;

/** Brings up to date what is being searched, so that the index may gather while nobody searches. One a process. */
export class Searches {
  readonly #listeners = new Set<(organizationId: string) => Promise<unknown>>();

  /** Called when somebody of an organization searches; resolves when the index is up to date. Returns what stops it. */
  onAsked(listener: (organizationId: string) => Promise<unknown>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when everything sent before can be found, or after half a second. */
  async ask(organizationId: string): Promise<void> {
    if (this.#listeners.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const longest = new Promise((resolve) => {
      timer = setTimeout(resolve, longestMs);
    });
    const ready = Promise.all([...this.#listeners].map((listener) => listener(organizationId)));
    await Promise.race([ready, longest]);
    clearTimeout(timer);
  }
}
