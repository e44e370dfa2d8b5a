/** A value that changes. `get` returns the same reference until it does; values are never mutated. */
export interface Readable<T> {
  readonly get: () => T;
  /** Calls `listener` after every change, without arguments. Returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A `Readable` with its owner's side: setting, and knowing whether anybody looks. */
export class Value<T> implements Readable<T> {
  #current: T;
  readonly #listeners = new Set<() => void>();
  readonly #watched: ((watched: boolean) => void) | undefined;

  /** `watched` hears `true` with the first listener and `false` when the last one has gone. */
  constructor(first: T, watched?: (watched: boolean) => void) {
    this.#current = first;
    this.#watched = watched;
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  get = (): T => this.#current;

  set(next: T): void {
    if (Object.is(next, this.#current)) return;
    this.#current = next;
    for (const listener of this.#listeners) tell(listener);
  }

  subscribe = (listener: () => void): (() => void) => {
    // Wrapped, so that the same function given twice is two listeners.
    const own = () => listener();
    this.#listeners.add(own);
    if (this.#listeners.size === 1) this.#watched?.(true);
    return () => {
      if (this.#listeners.delete(own) && this.#listeners.size === 0) this.#watched?.(false);
    };
  };
}

/** Whoever fails to take it in must not keep the others from hearing, nor the client from its work. */
function tell(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    // oxlint-disable-next-line no-console -- Node has no other place for it
    (globalThis.reportError ?? console.error)(error);
  }
}

/** A `Readable` computed from other things, when somebody asks and something has changed. */
export class Derived<T> implements Readable<T> {
  readonly #compute: () => T;
  readonly #changes: Value<number>;
  #cached: { value: T } | null = null;

  constructor(compute: () => T, watched?: (watched: boolean) => void) {
    this.#compute = compute;
    this.#changes = new Value(0, watched);
  }

  get isWatched(): boolean {
    return this.#changes.isWatched;
  }

  get = (): T => {
    this.#cached ??= { value: this.#compute() };
    return this.#cached.value;
  };

  subscribe = (listener: () => void): (() => void) => this.#changes.subscribe(listener);

  /** What it is computed from has changed. */
  invalidate(): void {
    this.#cached = null;
    this.#changes.set(this.#changes.get() + 1);
  }
}
