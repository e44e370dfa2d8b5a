import type { Transport } from "../transports/transport.ts";

/** Bytes waiting for a reader above which it is not brought further until it has read. */
const comfortableBytes = 262_144;
/** Catch-ups read for one connection at a time: enough to share queries, little enough to hold. */
const readsAtOnce = 16;

/**
 * Problem: a client that returns with many conversations is owed more bytes than a slow network takes,
 * and would be cut off for reading slowly before it ever caught up. Way chosen: catch-ups of one
 * connection pass a few at a time, and only while what they sent before is being read; what they send is
 * owed to the reader, so it does not count as its slowness.
 */
export class Pace {
  readonly #transport: Transport;
  #passing = 0;
  #waiting: (() => void)[] = [];
  #draining = false;
  /** Bytes of catch-ups that the reader may still have before it. */
  owed = 0;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Waits for a turn, when one is to be waited for. Whoever entered must leave. */
  enter(): Promise<void> | undefined {
    if (this.#waiting.length === 0 && this.#mayPass()) {
      this.#pass();
      return undefined;
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#admit();
    });
  }

  leave(): void {
    this.#passing -= 1;
    this.#admit();
  }

  #mayPass(): boolean {
    return this.#passing < readsAtOnce && this.#transport.pending < comfortableBytes;
  }

  #pass(): void {
    // Nothing is being read for it, and little is left of what was: what is owed begins anew.
    if (this.#passing === 0) this.owed = 0;
    this.#passing += 1;
  }

  #admit(): void {
    while (this.#waiting.length > 0 && this.#mayPass()) {
      this.#pass();
      this.#waiting.shift()?.();
    }
    if (this.#waiting.length === 0 || this.#draining || this.#passing >= readsAtOnce) return;
    this.#draining = true;
    this.#transport.whenDrained(() => {
      this.#draining = false;
      this.#admit();
    });
  }
}
