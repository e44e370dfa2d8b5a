import type { DownFrame } from "@relais/protocol";
import { deadlineMilliseconds } from "./inbox.ts";
import { Peer } from "./peer.ts";

export type Closed = { readonly code: number; readonly reason: string };

/** A peer over Node's own WebSocket. */
export class Socket extends Peer {
  readonly #socket: WebSocket;
  readonly #closed = Promise.withResolvers<Closed>();
  /** The text of every frame, as it came. */
  readonly texts: string[] = [];

  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
    socket.addEventListener("message", ({ data }: MessageEvent<string>) => {
      this.texts.push(data);
      this.inbox.put(JSON.parse(data) as DownFrame);
    });
    socket.addEventListener("close", ({ code, reason }) => {
      this.inbox.end(`closed with ${code} ${reason}`);
      this.#closed.resolve({ code, reason });
    });
  }

  override send(frame: object): void {
    this.write(JSON.stringify(frame));
  }

  /** Sends what need not be a frame at all. */
  write(data: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(data);
  }

  override close(): void {
    this.#socket.close();
  }

  /** How the other side closed it. */
  async closed(): Promise<Closed> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => late.reject(new Error("the server did not close")),
      deadlineMilliseconds,
    );
    try {
      return await Promise.race([this.#closed.promise, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Opens a socket; says nothing on it. */
export function openSocket(url: string): Promise<Socket> {
  const raw = new WebSocket(url);
  return new Promise((resolve, reject) => {
    raw.addEventListener("open", () => resolve(new Socket(raw)));
    raw.addEventListener("error", () => reject(new Error(`no socket at ${url}`)));
  });
}
