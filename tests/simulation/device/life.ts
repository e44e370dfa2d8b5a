import type { Clock } from "@relais/client";
import type { BriefFrame, DownFrame, UpFrame } from "@relais/protocol";
import type { Person } from "../people.ts";
import type { Ledger } from "../record/ledger.ts";
import { WireWatch } from "../record/wire-watch.ts";

export type LifeOptions = {
  name: string;
  /** Who uses it. */
  user: Person;
  /** How many times faster than real time passes: heartbeats and waits fit a short run. */
  speed: number;
  ledger: Ledger;
  /** Hears every frame from the server, as text. */
  overheard?: (text: string) => void;
};

/**
 * Everything that one tab has of the outside: time, network. When the tab is killed all of it stops
 * in the middle of whatever it does, and nothing of it is ever heard again.
 */
export class Life {
  readonly name: string;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly webSocket: typeof WebSocket;
  /** Sends the last `send` frame once more on the socket that is open. */
  repeat: (frame: UpFrame & { ref: number }) => void = () => {};
  readonly #end = new AbortController();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #sockets = new Set<WebSocket>();
  readonly #options: LifeOptions;

  constructor(options: LifeOptions) {
    this.name = options.name;
    this.#options = options;
    this.clock = this.#createClock();
    this.fetch = this.#createFetch();
    this.webSocket = this.#createWebSocket();
  }

  get ended(): boolean {
    return this.#end.signal.aborted;
  }

  /** The tab is gone. What was to happen in it never does. */
  kill(): void {
    this.#end.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    for (const socket of this.#sockets) socket.close();
    this.#sockets.clear();
  }

  /** What comes after the end is never told to anybody. */
  guard<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const unlessEnded =
        <Value>(tell: (value: Value) => void) =>
        (value: Value) =>
          this.ended ? undefined : tell(value);
      work.then(unlessEnded(resolve), unlessEnded(reject));
    });
  }

  #watch(): WireWatch {
    const { ledger, name, user } = this.#options;
    return new WireWatch(name, user, ledger);
  }

  #createClock(): Clock {
    const { speed } = this.#options;
    const [since, start] = [Date.now(), performance.now()];
    return {
      now: () => since + (performance.now() - start) * speed,
      after: (milliseconds, task) => {
        if (this.ended) return () => {};
        const timer = setTimeout(() => {
          this.#timers.delete(timer);
          task();
        }, milliseconds / speed);
        this.#timers.add(timer);
        return () => {
          clearTimeout(timer);
          this.#timers.delete(timer);
        };
      },
    };
  }

  #createFetch(): typeof fetch {
    return (input, init) => {
      if (this.ended) return new Promise(() => {});
      const signals = [this.#end.signal, ...(init?.signal ? [init.signal] : [])];
      const path = new URL(String(input)).pathname;
      const link = path === "/v1/stream" ? this.#watch() : undefined;
      if (link !== undefined) this.#stream = link;
      if (path.startsWith("/v1/stream") && typeof init?.body === "string") {
        const said = JSON.parse(init.body) as UpFrame | UpFrame[];
        for (const frame of [said].flat()) this.#stream?.up(frame);
      }
      const answer = fetch(input, { ...init, signal: AbortSignal.any(signals) });
      return this.guard(
        link === undefined ? answer : answer.then((response) => this.#overhear(response, link)),
      );
    };
  }

  /** Frames of the stream that is open, when the client reads by server-sent events. */
  #stream: WireWatch | undefined;

  #overhear(response: Response, link: WireWatch): Response {
    if (!response.ok || response.body === null) return response;
    let rest = "";
    const decoder = new TextDecoder();
    const tap = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        const blocks = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
        rest = blocks.pop() ?? "";
        for (const block of blocks) {
          if (block.startsWith("data: ") && this.#stream === link)
            this.#heard(link, block.slice(6));
        }
        controller.enqueue(chunk);
      },
    });
    const { headers, status } = response;
    return new Response(response.body.pipeThrough(tap), { headers, status });
  }

  #heard(link: WireWatch, text: string): void {
    this.#options.overheard?.(text);
    link.down(JSON.parse(text) as DownFrame | BriefFrame);
  }

  #createWebSocket(): typeof WebSocket {
    const isEnded = () => this.ended;
    const heard = (link: WireWatch, text: string) => this.#heard(link, text);
    const watch = () => this.#watch();
    const sockets = this.#sockets;
    const repeatOn = (repeat: Life["repeat"]) => {
      this.repeat = repeat;
    };
    return class extends WebSocket {
      readonly #link = watch();

      constructor(url: string | URL) {
        super(url);
        sockets.add(this);
      }

      override send(data: string): void {
        this.#link.up(JSON.parse(data) as UpFrame);
        super.send(data);
        repeatOn((frame) => {
          if (this.readyState !== WebSocket.OPEN) return;
          this.#link.up(frame);
          super.send(JSON.stringify(frame));
        });
      }

      /** Every event comes through here: what reaches a dead tab, or a socket it has left, is not heard. */
      override dispatchEvent(event: Event): boolean {
        if (isEnded()) return true;
        if (event.type === "close") sockets.delete(this);
        if (event instanceof MessageEvent && this.readyState === WebSocket.OPEN) {
          heard(this.#link, String(event.data));
        }
        return super.dispatchEvent(event);
      }
    } as typeof WebSocket;
  }
}
