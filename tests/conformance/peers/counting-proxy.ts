import { EventEmitter, once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** Carries everything between clients and a server, and counts the bytes. */
export class CountingProxy {
  /** To the server. */
  up = 0;
  /** From the server. */
  down = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #passed = new EventEmitter();

  private constructor(target: URL) {
    this.#server = createServer((near) => {
      const far = connect(Number(target.port), target.hostname);
      near.on("data", (bytes: Buffer) => {
        this.up += bytes.length;
        this.#passed.emit("bytes");
      });
      far.on("data", (bytes: Buffer) => {
        this.down += bytes.length;
        this.#passed.emit("bytes");
      });
      near.pipe(far);
      far.pipe(near);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on("error", () => {});
        socket.on("close", () => {
          near.destroy();
          far.destroy();
        });
      }
    });
  }

  static async open(baseUrl: string): Promise<CountingProxy> {
    const proxy = new CountingProxy(new URL(baseUrl));
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get baseUrl(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Counts from nothing again. */
  reset(): void {
    this.up = 0;
    this.down = 0;
  }

  /** The next bytes, in either direction. */
  async heard(): Promise<void> {
    await once(this.#passed, "bytes");
  }

  /** Resolves when nothing has passed for so long. */
  silence(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#passed.off("bytes", again);
        resolve();
      }, milliseconds);
      const again = () => timer.refresh();
      this.#passed.on("bytes", again);
    });
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}
