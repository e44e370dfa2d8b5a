import type { Clock } from "../clock.ts";

/** How long before its end a token is replaced: several attempts fit, even on a bad network. */
const marginMs = 60_000;
const pauseMs = 5_000;

export type TokenRenewalOptions = {
  clock: Clock;
  /** Another token than this one; null: signed out. */
  getToken: (refused: string) => Promise<string | null>;
  /** Shows the token to the server; `answer` brings its end, or null when it was refused. */
  present: (token: string, answer: (expiresAt: string | null) => void) => void;
  signedOut: () => void;
};

/** The token that a connection began with, and the server's words about time. */
export type PresentedToken = { token: string; expiresAt: string; serverTime: string };

/** Keeps a living connection authenticated, without breaking it. */
export class TokenRenewal {
  readonly #options: TokenRenewalOptions;
  /** Milliseconds by which this device's clock is ahead of the server's. */
  readonly #ahead: number;
  #token: string;
  #cancel = () => {};
  #stopped = false;

  constructor(options: TokenRenewalOptions, first: PresentedToken) {
    this.#options = options;
    this.#ahead = options.clock.now() - Date.parse(first.serverTime);
    this.#token = first.token;
    this.#plan(first.expiresAt);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  /** The server says that it has ended already. */
  now(): void {
    this.#wait(0);
  }

  #plan(expiresAt: string): void {
    const life = Date.parse(expiresAt) + this.#ahead - this.#options.clock.now();
    this.#wait(Math.max(life - marginMs, life / 2, pauseMs));
  }

  #wait(milliseconds: number): void {
    this.#cancel();
    // Timers hold 31 bits; a longer one would fire at once.
    this.#cancel = this.#options.clock.after(Math.min(milliseconds, 2 ** 31 - 1), () => {
      void this.#renew();
    });
  }

  async #renew(): Promise<void> {
    let next: string | null;
    try {
      next = await this.#options.getToken(this.#token);
    } catch {
      if (!this.#stopped) this.#wait(pauseMs);
      return;
    }
    if (this.#stopped) return;
    if (next === null) return this.#options.signedOut();
    const token = next;
    this.#options.present(token, (expiresAt) => {
      // Refused: the server closes when the old token ends, and the next connection sorts it out.
      if (this.#stopped || expiresAt === null) return;
      this.#token = token;
      this.#plan(expiresAt);
    });
  }
}
