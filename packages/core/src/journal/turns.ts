/**
 * Runs work on one stream in the order in which it was asked for, in this process: two edits that one
 * connection sends right after another must not overtake each other on their way to the row (N2.7).
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  run<Result>(streamId: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(streamId) ?? Promise.resolve();
    const mine = before.then(work);
    // The next one waits for the end of this one, however it ends.
    const ended: Promise<unknown> = mine
      .catch(() => undefined)
      .finally(() => {
        if (this.#last.get(streamId) === ended) this.#last.delete(streamId);
      });
    this.#last.set(streamId, ended);
    return mine;
  }
}
