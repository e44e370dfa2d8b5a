/** A button that is held: where the finger went, and whether it is still down. */
export class Press {
  /** How far from where it began, in the direction of reading and upwards. */
  along = 0;
  up = 0;
  released = false;
  readonly since = performance.now();
  readonly #end = new AbortController();
  readonly #listeners = new Set<() => void>();

  /** `event` began it. Without one nothing is held: a key, or a reader's click. */
  constructor(event: PointerEvent | null) {
    if (event === null) {
      this.released = true;
      return;
    }
    const { clientX, clientY, pointerId } = event;
    const backwards = document.documentElement.dir === "rtl" ? -1 : 1;
    const { signal } = this.#end;
    const follow = (moved: PointerEvent) => {
      if (moved.pointerId !== pointerId) return;
      this.along = (moved.clientX - clientX) * backwards;
      this.up = clientY - moved.clientY;
      this.#tell();
    };
    const release = (lifted: PointerEvent) => {
      if (lifted.pointerId === pointerId) this.release();
    };
    window.addEventListener("pointermove", follow, { signal });
    window.addEventListener("pointerup", release, { signal });
    window.addEventListener("pointercancel", release, { signal });
  }

  /** Returns what stops the listening. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The finger let go, or need not hold any longer. */
  release(): void {
    if (this.released) return;
    this.#end.abort();
    this.released = true;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
