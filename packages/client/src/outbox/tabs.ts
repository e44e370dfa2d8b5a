import type { Clock } from "../clock.ts";
import type { Acknowledged } from "./accepted.ts";
import type { OutboxEntry } from "./types.ts";

/** What tabs tell each other. */
export type TabWord =
  /** The storage has changed: read it again. */
  | { type: "changed" }
  /** The one who sends is alive. */
  | { type: "alive" }
  /** On the server's disk. */
  | ({ type: "settled"; entry: OutboxEntry } & Acknowledged);

/** The part of BroadcastChannel that is used. */
export type TabChannel = {
  postMessage(word: TabWord): void;
  addEventListener(type: "message", listener: (event: MessageEvent<TabWord>) => void): void;
  close(): void;
};

/** The part of the browser's LockManager that is used. */
export type Locks = {
  request(
    name: string,
    options: { steal?: boolean; signal?: AbortSignal },
    task: () => Promise<unknown>,
  ): Promise<unknown>;
};

/** What a browser offers for several tabs; each may be missing (insecure context, Node). */
export type TabMeans = {
  locks?: Locks | undefined;
  openChannel?: ((name: string) => TabChannel) | undefined;
};

/** The means of the browser that this runs in. */
export function browserTabs(): TabMeans {
  return {
    locks: typeof navigator === "undefined" ? undefined : navigator.locks,
    openChannel:
      typeof BroadcastChannel === "undefined" ? undefined : (name) => new BroadcastChannel(name),
  };
}

/** Without a sign of life for this long, the one who sends is taken for frozen. */
const frozenMs = 4_000;

export type TabsOptions = {
  /** Common to all tabs of one outbox; null: there are no others. */
  name: () => string | null;
  clock: Clock;
  means: TabMeans;
  heard: (word: TabWord) => void;
  /** Whether this tab is the one that sends. */
  leads: (leads: boolean) => void;
};

/**
 * One tab at a time sends, so that the order of a conversation holds. Only a connected tab asks for
 * the part, and it gives it up with its connection. A phone freezes a hidden tab together with its
 * lock: then the part is taken from it; a message sent twice is one message (P2), so that is safe.
 */
export class Tabs {
  readonly #options: TabsOptions;
  #channel: TabChannel | null = null;
  #asking: AbortController | null = null;
  #giveUp: (() => void) | null = null;
  #cancelDoubt: (() => void) | null = null;
  #leading = false;

  constructor(options: TabsOptions) {
    this.#options = options;
  }

  /** Begins to listen to the others. */
  open(): void {
    const { means } = this.#options;
    const name = this.#options.name();
    if (name === null || this.#channel !== null || means.openChannel === undefined) return;
    this.#channel = means.openChannel(name);
    this.#channel.addEventListener("message", ({ data }: MessageEvent<TabWord>) =>
      this.#hear(data),
    );
    // Node keeps the process alive for an open channel; browsers do not have this.
    (this.#channel as { unref?: () => void }).unref?.();
  }

  close(): void {
    this.release();
    this.#channel?.close();
    this.#channel = null;
  }

  /** Asks for the part of the one who sends; comes back by `leads`. */
  ask(): void {
    if (this.#asking === null) this.#request(false);
  }

  release(): void {
    this.#asking?.abort();
    this.#asking = null;
    this.#giveUp?.();
    this.#giveUp = null;
    this.#trust();
    this.#lead(false);
  }

  tell(word: TabWord): void {
    this.#channel?.postMessage(word);
  }

  /** Something waits here that another tab should send: it must show that it lives. */
  expectLife(): void {
    if (this.#leading || this.#asking === null) return;
    this.#cancelDoubt ??= this.#options.clock.after(frozenMs, () => {
      this.#cancelDoubt = null;
      if (this.#leading || this.#asking === null) return;
      this.#asking.abort();
      this.#request(true);
    });
  }

  #trust(): void {
    this.#cancelDoubt?.();
    this.#cancelDoubt = null;
  }

  #hear(word: TabWord): void {
    if (word.type !== "changed") this.#trust();
    else if (this.#leading) this.tell({ type: "alive" });
    this.#options.heard(word);
  }

  #request(steal: boolean): void {
    const { means } = this.#options;
    const name = this.#options.name();
    const asking = new AbortController();
    this.#asking = asking;
    if (name === null || means.locks === undefined) return this.#lead(true);
    const hold = () =>
      new Promise<void>((resolve) => {
        if (this.#asking !== asking) return resolve();
        this.#giveUp = resolve;
        this.#trust();
        this.#lead(true);
      });
    const options = steal ? { steal } : { signal: asking.signal };
    means.locks.request(name, options, hold).catch(({ name: reason }: DOMException) => {
      if (this.#asking !== asking) return;
      // Where storage is blocked, as in a frame on somebody else's site, locks are refused for good.
      if (reason !== "AbortError") return this.#lead(true);
      // Taken by a tab that took us for frozen: stand in line again.
      this.#lead(false);
      this.#request(false);
    });
  }

  #lead(leads: boolean): void {
    if (leads === this.#leading) return;
    this.#leading = leads;
    this.#options.leads(leads);
  }
}
