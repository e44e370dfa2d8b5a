import type { Clock } from "../clock.ts";

/** While a person types, the others are told this often. */
const renewMs = 3_000;

/** Says « is typing » at most every 3 s, and « no longer » at once. Without clock or network inside. */
export class TypingThrottle {
  readonly #now: () => number;
  readonly #say: (active: boolean) => void;
  #saidAt: number | null = null;

  constructor(now: () => number, say: (active: boolean) => void) {
    this.#now = now;
    this.#say = say;
  }

  set(active: boolean): void {
    const now = this.#now();
    if (!active) {
      if (this.#saidAt === null) return;
      this.#saidAt = null;
      return this.#say(false);
    }
    if (this.#saidAt !== null && now - this.#saidAt < renewMs) return;
    this.#saidAt = now;
    this.#say(true);
  }

  /** The message went out, or the connection broke: the others know by that. */
  forget(): void {
    this.#saidAt = null;
  }
}

/** Who of the others types now. Everyone expires without renewal. */
export class TypingPeople {
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #cancel = new Map<string, () => void>();

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  get ids(): readonly string[] {
    return [...this.#cancel.keys()];
  }

  set(userId: string, active: boolean, expiresMs: number): void {
    const known = this.#cancel.get(userId);
    known?.();
    if (active) {
      const expire = () => this.set(userId, false, 0);
      this.#cancel.set(userId, this.#clock.after(expiresMs, expire));
    } else {
      this.#cancel.delete(userId);
    }
    if ((known !== undefined) !== active) this.#changed();
  }

  clear(): void {
    for (const userId of this.ids) this.set(userId, false, 0);
  }
}
