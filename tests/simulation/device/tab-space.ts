import type { ClientOptions } from "@relais/client";
import type { Life } from "./life.ts";

type TabMeans = NonNullable<ClientOptions["tabs"]>;
type Locks = NonNullable<TabMeans["locks"]>;
type Channel = ReturnType<NonNullable<TabMeans["openChannel"]>>;

type Holder = { life: Life; release: () => void; lost: (error: Error) => void };
type Waiting = Holder & { take: () => void };

/** What a browser gives the tabs of one device: locks that die with their tab, and a channel. */
export class TabSpace {
  readonly #holders = new Map<string, Holder>();
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #channels = new Map<string, Set<{ life: Life; hear: (data: unknown) => void }>>();

  means(life: Life): TabMeans {
    return { locks: this.locks(life), openChannel: (name) => this.#openChannel(life, name) };
  }

  locks(life: Life): Locks {
    return {
      request: (name, options, task) =>
        life.guard(
          new Promise((resolve, reject) => {
            const waiting: Waiting = {
              life,
              release: () => this.#release(name, waiting),
              lost: reject,
              take: () => {
                this.#holders.set(name, waiting);
                task().then(resolve, reject).finally(waiting.release);
              },
            };
            options.signal?.addEventListener("abort", () => {
              const queue = this.#waiting.get(name) ?? [];
              if (!queue.includes(waiting)) return;
              this.#waiting.set(
                name,
                queue.filter((one) => one !== waiting),
              );
              reject(new DOMException("given up", "AbortError"));
            });
            if (options.steal === true) {
              queueMicrotask(() => {
                const robbed = this.#holders.get(name);
                waiting.take();
                robbed?.lost(new DOMException("stolen", "AbortError"));
              });
              return;
            }
            this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), waiting]);
            // A microtask later, as browsers do: never during the request.
            queueMicrotask(() => this.#next(name));
          }),
        ),
    };
  }

  /** A tab was killed: the browser frees what it held. */
  forget(life: Life): void {
    for (const [name, queue] of this.#waiting) {
      this.#waiting.set(
        name,
        queue.filter((one) => one.life !== life),
      );
    }
    for (const [name, holder] of this.#holders) {
      if (holder.life === life) this.#release(name, holder);
    }
    for (const tabs of this.#channels.values()) {
      for (const tab of tabs) if (tab.life === life) tabs.delete(tab);
    }
  }

  #release(name: string, holder: Holder): void {
    if (this.#holders.get(name) !== holder) return;
    this.#holders.delete(name);
    this.#next(name);
  }

  #next(name: string): void {
    if (this.#holders.has(name)) return;
    this.#waiting.get(name)?.shift()?.take();
  }

  #openChannel(life: Life, name: string): Channel {
    const tabs = this.#channels.get(name) ?? new Set();
    this.#channels.set(name, tabs);
    const target = new EventTarget();
    const tab = {
      life,
      hear: (data: unknown) => {
        if (!life.ended) target.dispatchEvent(new MessageEvent("message", { data }));
      },
    };
    tabs.add(tab);
    return {
      addEventListener: target.addEventListener.bind(target),
      postMessage: (data: unknown) => {
        if (life.ended) return;
        for (const other of tabs) if (other !== tab) setImmediate(() => other.hear(data));
      },
      close: () => tabs.delete(tab),
    } as Channel;
  }
}
