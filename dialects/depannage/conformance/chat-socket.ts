import type { Caller, Part } from "./caller.ts";

type Frame = { type: string } & Record<string, unknown>;

/** A plain browser WebSocket at the documented path. */
export class ChatSocket {
  readonly #socket: WebSocket;
  readonly #frames: Frame[] = [];
  #news: () => void = () => {};
  readonly closed: Promise<number>;

  private constructor(address: string) {
    this.#socket = new WebSocket(address);
    this.#socket.addEventListener("message", ({ data }) => {
      this.#frames.push(JSON.parse(String(data)) as Frame);
      this.#news();
    });
    this.closed = new Promise((resolve) => {
      this.#socket.addEventListener("close", ({ code }) => resolve(code));
    });
  }

  static async open(caller: Caller, part: Part, conversation: string): Promise<ChatSocket> {
    return ChatSocket.with(caller, conversation, await caller.token(part));
  }

  static with(caller: Caller, conversation: string, token: string): Promise<ChatSocket> {
    return ChatSocket.at(caller, `/ws/chat/${conversation}/?token=${token}`);
  }

  static async at(caller: Caller, path: string): Promise<ChatSocket> {
    const socket = new ChatSocket(caller.baseUrl.replace(/^http/, "ws") + path);
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
  async next(type: string): Promise<Frame> {
    for (;;) {
      const at = this.#frames.findIndex((frame) => frame.type === type);
      const [found] = at === -1 ? [] : this.#frames.splice(at, 1);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#news = resolve;
      });
    }
  }

  /** Frames of this type that have come and were not asked for. */
  unread(type: string): number {
    return this.#frames.filter((frame) => frame.type === type).length;
  }

  close(): void {
    this.#socket.close();
  }
}
