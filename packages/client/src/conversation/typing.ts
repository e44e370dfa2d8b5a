import type { Clock } from "../clock.ts";

/** While a person types, the others are told this often. */
const renewMs = 3_000;

/** What a person does at the moment, besides reading. */
export type Activity = "typing" | "recording";

/** Says « is typing » at most every 3 s, and « no longer » at once. Without clock or network inside. */
export class TypingThrottle {
  readonly #now: () => number;
  readonly #say: (activity: Activity | null) => void;
  #said: { activity: Activity; at: number } | null = null;

  constructor(now: () => number, say: (activity: Activity | null) => void) {
    this.#now = now;
    this.#say = say;
  }

  set(activity: Activity, active: boolean): void {
    const at = this.#now();
    if (!active) {
      if (this.#said?.activity !== activity) return;
      this.#said = null;
      return this.#say(null);
    }
    if (this.#said?.activity === activity && Math.abs(at - this.#said.at) < renewMs) return;
    this.#said = { activity, at };
    this.#say(activity);
  }

  /** The message went out, or the connection broke: the others know by that. */
  forget(): void {
    this.#said = null;
  }
}

/** Who of the others types now, or records. Everyone expires without renewal. */
export class TypingPeople {
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #people = new Map<string, { activity: Activity; cancel: () => void }>();

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  get ids(): readonly string[] {
    return [...this.#people.keys()];
  }

  /** Those among them who record. */
  get recording(): readonly string[] {
    return this.ids.filter((userId) => this.#people.get(userId)?.activity === "recording");
  }

  set(userId: string, activity: Activity | null, expiresMs: number): void {
    const known = this.#people.get(userId);
    known?.cancel();
    if (activity === null) {
      this.#people.delete(userId);
    } else {
      const cancel = this.#clock.after(expiresMs, () => this.set(userId, null, 0));
      this.#people.set(userId, { activity, cancel });
    }
    if ((known?.activity ?? null) !== activity) this.#changed();
  }

  clear(): void {
    for (const userId of this.ids) this.set(userId, null, 0);
  }
}
