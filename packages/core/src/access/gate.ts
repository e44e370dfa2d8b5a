/** Lets a number of tasks run at once and a number wait; refuses the rest. */
export class Gate {
  readonly #atOnce: number;
  readonly #mayWait: number;
  readonly #refuse: () => Error;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce: number, mayWait: number, refuse: () => Error) {
    this.#atOnce = atOnce;
    this.#mayWait = mayWait;
    this.#refuse = refuse;
  }

  /** Nobody runs and nobody waits. */
  get idle(): boolean {
    return this.#running === 0;
  }

  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.#running < this.#atOnce) this.#running += 1;
    else {
      if (this.#waiting.length >= this.#mayWait) throw this.#refuse();
      // Whoever ends hands its place on, so the count does not change.
      await new Promise<void>((enter) => this.#waiting.push(enter));
    }
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
