/** How many frames are being answered now, and when none is. */
export class UnderWay {
  #count = 0;
  readonly #waiting: (() => void)[] = [];

  begin(): void {
    this.#count += 1;
  }

  end(): void {
    this.#count -= 1;
    if (this.#count === 0) for (const resolve of this.#waiting.splice(0)) resolve();
  }

  get none(): boolean {
    return this.#count === 0;
  }

  /** Settles once none is under way, or after so many milliseconds. */
  ended(milliseconds: number): Promise<void> {
    if (this.none) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
