/** What shorter time says of a rate counts as this long. */
const shortestMs = 1_000;

/** What one run was given. */
export type Helping = {
  /** Events that came since the run before, a second. */
  perSecond: number;
  /** More waits than one run looks at. */
  behind: boolean;
};

/** Events that this process knows of and that no run has looked at. */
export class Backlog {
  #events = 0;
  #takenAt: number;

  constructor(now: number) {
    this.#takenAt = now;
  }

  came(events: number): void {
    this.#events += events;
  }

  /**
   * A run begins that looks at so many at most. What comes while it is under way is no backlog: counted as one,
   * a run would be followed by the next at once, for ever, however few each finds.
   */
  take(atMost: number, now: number): Helping {
    const seconds = Math.max(shortestMs, now - this.#takenAt) / 1_000;
    const perSecond = this.#events / seconds;
    this.#events = Math.max(0, this.#events - atMost);
    this.#takenAt = now;
    return { perSecond, behind: this.#events > 0 };
  }
}
