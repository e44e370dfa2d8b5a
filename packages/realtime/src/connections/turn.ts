/** What can be flushed at the end of a turn. */
export type Flushable = { flush(): void };

/** Receivers written to before the loop gets a breath: a write costs about 7 µs. */
const receiversAtOnce = 500;

/**
 * Collects who has frames waiting and writes to each once when the turn ends. A commit that
 * acknowledges, delivers and notifies costs one write a receiver; when the server is idle the turn ends
 * at once. A very large room is written in slices, so that nobody else waits for all of it.
 */
export class Turn {
  #waiting: Flushable[] = [];
  #scheduled = false;

  add(one: Flushable): void {
    this.#waiting.push(one);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    const now = this.#waiting;
    this.#waiting = now.length > receiversAtOnce ? now.splice(receiversAtOnce) : [];
    if (this.#waiting.length > 0) {
      this.#scheduled = true;
      setImmediate(() => this.#flush());
    }
    for (const one of now) one.flush();
  }
}
