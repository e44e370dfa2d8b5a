/** Failures in a row before an account is locked for a while. */
const forgiven = 5;
const firstLockMs = 30_000;
const longestLockMs = 3_600_000;

export type Failures = { readonly failures: number; readonly lockedUntil: Date | null };

/** One more failure: from the fifth on, each doubles the pause, 30 s, 60 s, 120 s, up to an hour. */
export function afterFailure(failures: number, now: Date): Failures {
  const count = failures + 1;
  if (count < forgiven) return { failures: count, lockedUntil: null };
  const pause = Math.min(longestLockMs, firstLockMs * 2 ** Math.min(count - forgiven, 20));
  return { failures: count, lockedUntil: new Date(now.getTime() + pause) };
}

/** Milliseconds until the account may be tried again; 0 when it may. */
export function lockedFor({ lockedUntil }: Failures, now: Date): number {
  return lockedUntil === null ? 0 : Math.max(0, lockedUntil.getTime() - now.getTime());
}

const remembered = 10_000;

/**
 * Failures of addresses that nobody has. They are locked like accounts, or a lock would tell which
 * addresses exist. In memory only: it guards nothing.
 */
export class UnknownAddresses {
  readonly #failures = new Map<string, Failures>();

  of(email: string): Failures {
    return this.#failures.get(email) ?? { failures: 0, lockedUntil: null };
  }

  note(email: string, failures: Failures): void {
    const [oldest] = this.#failures.keys();
    if (this.#failures.size >= remembered && oldest !== undefined) this.#failures.delete(oldest);
    this.#failures.set(email, failures);
  }
}
