import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { Random } from "../random.ts";
import { pause } from "../waiting.ts";

/** One connection through the proxy, both ways. */
type Pair = {
  near: Socket;
  far: Socket;
  /** Nothing passes any more, and nobody is told. */
  swallowed: boolean;
  /** Milliseconds that each piece takes longer. */
  delay: number;
};

/**
 * A bad network between clients and the server: it delays, breaks, resets, and sometimes falls silent
 * without a word (a half-open connection). Bytes that pass keep their order, as TCP promises.
 */
export class ChaosProxy {
  readonly #random: Random;
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  /** Those of pairs that are over on one side, too. */
  readonly #sockets = new Set<Socket>();
  /** Pieces on their way, by the socket they came from: nothing may overtake them. */
  readonly #late = new WeakMap<Socket, number>();
  readonly #target: number;
  /** How likely a new connection is slow, and until when none is let in. */
  #troubled = false;
  #closedUntil = 0;

  private constructor(random: Random, target: number) {
    this.#random = random;
    this.#target = target;
    this.#server = createServer((near) => this.#accept(near));
  }

  static async open(random: Random, target: number): Promise<ChaosProxy> {
    const proxy = new ChaosProxy(random, target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get size(): number {
    return this.#pairs.size;
  }

  /** From now on connections are slow now and then, and trouble may be asked for. */
  trouble(): void {
    this.#troubled = true;
  }

  /** A good network from now on. What has fallen silent stays so: it must be noticed. */
  calm(): void {
    this.#troubled = false;
    this.#closedUntil = 0;
    for (const pair of this.#pairs) pair.delay = 0;
  }

  /** Ends a few connections in order, as a proxy that is restarted does. */
  cut(count: number): void {
    for (const { near, far } of this.#some(count)) {
      near.end();
      far.end();
    }
  }

  /** Ends a few connections with a reset. */
  reset(count: number): void {
    for (const { near, far } of this.#some(count)) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  }

  /** Lets a few connections fall silent: both ends believe that they are there. */
  swallow(count: number): void {
    for (const pair of this.#some(count)) pair.swallowed = true;
  }

  slow(count: number, milliseconds: number): void {
    for (const pair of this.#some(count)) pair.delay = milliseconds;
  }

  /** Lets nobody in for a while. */
  shut(milliseconds: number): void {
    this.#closedUntil = performance.now() + milliseconds;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #some(count: number): Pair[] {
    const list = [...this.#pairs].filter((pair) => !pair.swallowed);
    const chosen: Pair[] = [];
    while (chosen.length < count && list.length > 0) {
      const index = this.#random.between(0, list.length - 1);
      chosen.push(...list.splice(index, 1));
    }
    return chosen;
  }

  #accept(near: Socket): void {
    near.on("error", () => {});
    if (performance.now() < this.#closedUntil) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(this.#target, "127.0.0.1");
    far.on("error", () => {});
    near.setNoDelay();
    far.setNoDelay();
    const delay = this.#troubled && this.#random.chance(0.2) ? this.#random.between(5, 150) : 0;
    const pair: Pair = { near, far, swallowed: false, delay };
    this.#pairs.add(pair);
    this.#pass(pair, near, far);
    this.#pass(pair, far, near);
  }

  #pass(pair: Pair, from: Socket, to: Socket): void {
    let last = Promise.resolve();
    const later = async (before: Promise<void>, bytes: Buffer, delay: number) => {
      await before;
      await pause(delay);
      this.#late.set(from, (this.#late.get(from) ?? 1) - 1);
      if (!pair.swallowed && !to.destroyed) to.write(bytes);
    };
    from.on("data", (bytes: Buffer) => {
      if (pair.swallowed) return;
      const waiting = this.#late.get(from) ?? 0;
      if (pair.delay === 0 && waiting === 0) {
        to.write(bytes);
        return;
      }
      this.#late.set(from, waiting + 1);
      last = later(last, bytes, pair.delay);
    });
    this.#sockets.add(from);
    from.on("close", (failed) => {
      this.#sockets.delete(from);
      this.#pairs.delete(pair);
      // Silence includes the end: a vanished device never says goodbye.
      if (pair.swallowed) {
        if (from === pair.near) setTimeout(() => pair.far.destroy(), silentMilliseconds).unref();
        return;
      }
      if (failed) to.resetAndDestroy();
      else void last.then(() => to.end());
    });
  }
}

/** How long the server may believe in a connection whose device is gone: longer than it does. */
const silentMilliseconds = 120_000;
