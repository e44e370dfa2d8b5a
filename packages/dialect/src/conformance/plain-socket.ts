export type WireFrame = { type: string } & Record<string, unknown>;

/** A plain browser WebSocket whose frames are JSON with a `type`. */
export class PlainSocket {
  readonly #socket: WebSocket;
  readonly #frames: WireFrame[] = [];
  #news: () => void = () => {};
  readonly closed: Promise<number>;

  private constructor(address: string) {
    this.#socket = new WebSocket(address);
    this.#socket.addEventListener("message", ({ data }) => {
      this.#frames.push(JSON.parse(String(data)) as WireFrame);
      this.#news();
    });
    this.closed = new Promise((resolve) => {
      this.#socket.addEventListener("close", ({ code }) => resolve(code));
    });
  }

  /** Opened, or closed already. `path` begins with a slash. */
  static async at(baseUrl: string, path: string): Promise<PlainSocket> {
    const socket = new PlainSocket(baseUrl.replace(/^http/, "ws") + path);
    await new Promise((resolve) => {
      socket.#socket.addEventListener("open", resolve);
      socket.#socket.addEventListener("close", resolve);
    });
    return socket;
  }

  send(frame: unknown): void {
    this.#socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** The next frame of this type; those before it stay for others. The test's own time bounds it. */
  async next(type: string): Promise<WireFrame> {
    for (;;) {
      const at = this.#frames.findIndex((frame) => frame.type === type);
      const [found] = at === -1 ? [] : this.#frames.splice(at, 1);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#news = resolve;
      });
    }
  }

  /**
   * Waits until the server listens here, so that nothing said from now on is missed: it answers what is not JSON with
   * an error, and only then. An open socket is not enough, who asks is found out after it.
   */
  async inside(): Promise<this> {
    this.send("{");
    await this.next("error");
    return this;
  }

  /** Frames of this type that have come and were not asked for. */
  unread(type: string): number {
    return this.#frames.filter((frame) => frame.type === type).length;
  }

  close(): void {
    this.#socket.close();
  }
}
