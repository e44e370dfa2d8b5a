import { RefusedError } from "@relais/core";
import type { FastifyReply } from "fastify";
import { refuse } from "./refuse.ts";
import type { App } from "./route.ts";

/** For requests that are under way: longer than any of ours takes, shorter than an operator waits. */
const patienceMs = 5_000;
/** For connections that are neither idle nor answered: a body that never ends. */
const closeMs = 1_000;

/** The requests that are being answered. */
export class InFlight {
  readonly #replies = new Set<FastifyReply>();
  #idle: (() => void) | undefined;

  begin(reply: FastifyReply): void {
    this.#replies.add(reply);
  }

  end(reply: FastifyReply): void {
    this.#replies.delete(reply);
    if (this.#replies.size === 0) this.#idle?.();
  }

  /** Those of which something is still on its way, such as a large file on a slow link. */
  arriving(): FastifyReply[] {
    return [...this.#replies].filter(({ request, sent }) => !sent && !request.raw.complete);
  }

  /** Resolves when there are none, or after `milliseconds`. */
  settled(milliseconds: number): Promise<void> {
    if (this.#replies.size === 0) return Promise.resolve();
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
 * which a connection refused would not say, and in the end to whoever is still sending; then it closes, and cuts
 * what does not close by itself.
 */
export async function closeApp(
  app: App,
  inFlight: InFlight,
  { patience = patienceMs } = {},
): Promise<void> {
  await inFlight.settled(patience);
  for (const reply of inFlight.arriving()) {
    refuse(reply.request, reply, new RefusedError("shutting_down", { retryAfterMs: 1_000 }));
  }
  const cut = setTimeout(() => app.server.closeAllConnections(), closeMs);
  await app.close();
  clearTimeout(cut);
}
