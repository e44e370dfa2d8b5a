import type { App } from "./route.ts";

/** For requests that are under way: longer than any of ours takes, shorter than an operator waits. */
const patienceMs = 5_000;
/** For connections that are neither idle nor answered: a body that never ends. */
const closeMs = 1_000;

/** How many requests are being answered. */
export class InFlight {
  #count = 0;
  #idle: (() => void) | undefined;

  begin(): void {
    this.#count += 1;
  }

  end(): void {
    this.#count -= 1;
    if (this.#count === 0) this.#idle?.();
  }

  /** Resolves when there are none, or after `milliseconds`. */
  settled(milliseconds: number): Promise<void> {
    if (this.#count === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#idle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/**
 * Ends the HTTP side in order: while requests are under way it still listens and says no to newcomers,
 * which a connection refused would not say; then it closes, and cuts what does not close by itself.
 */
export async function closeApp(app: App, inFlight: InFlight): Promise<void> {
  await inFlight.settled(patienceMs);
  const cut = setTimeout(() => app.server.closeAllConnections(), closeMs);
  await app.close();
  clearTimeout(cut);
}
