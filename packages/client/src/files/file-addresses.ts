import { type FileAddress, deviceLimits } from "@relais/protocol";
import type { Clock } from "../clock.ts";

/** An address that ends sooner than this is asked for again: a slow link needs its time. */
const marginMs = 60_000;

type Waiting = { settle: (address: FileAddress | null) => void; fail: (error: unknown) => void };

/** Addresses of one conversation's files: asked for together, kept until they are about to end. */
export class FileAddresses {
  readonly #ask: (ids: readonly string[]) => Promise<readonly FileAddress[]>;
  readonly #clock: Clock;
  readonly #known = new Map<string, FileAddress>();
  #wanted = new Map<string, Waiting[]>();

  constructor(clock: Clock, ask: (ids: readonly string[]) => Promise<readonly FileAddress[]>) {
    this.#clock = clock;
    this.#ask = ask;
  }

  /** Null when there is no such file here, or no longer. */
  get(id: string): Promise<FileAddress | null> {
    const known = this.#known.get(id);
    if (known !== undefined && Date.parse(known.expires_at) - marginMs > this.#clock.now()) {
      return Promise.resolve(known);
    }
    return new Promise((settle, fail) => {
      if (this.#wanted.size === 0) queueMicrotask(() => void this.#fetch());
      this.#wanted.set(id, [...(this.#wanted.get(id) ?? []), { settle, fail }]);
    });
  }

  async #fetch(): Promise<void> {
    const wanted = [...this.#wanted];
    this.#wanted = new Map();
    for (let at = 0; at < wanted.length; at += deviceLimits.fileAddresses) {
      await this.#fetchSome(wanted.slice(at, at + deviceLimits.fileAddresses));
    }
  }

  async #fetchSome(wanted: readonly [string, Waiting[]][]): Promise<void> {
    try {
      for (const one of await this.#ask(wanted.map(([id]) => id))) this.#known.set(one.id, one);
      for (const [id, waiting] of wanted) {
        for (const { settle } of waiting) settle(this.#known.get(id) ?? null);
      }
    } catch (error) {
      for (const [, waiting] of wanted) for (const { fail } of waiting) fail(error);
    }
  }
}
