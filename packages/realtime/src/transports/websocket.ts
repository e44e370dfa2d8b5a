import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type CloseReason, closes, type DownFrame, limits } from "@relais/protocol";
import { WebSocket, WebSocketServer } from "ws";
import { type EncodedFrame, webSocketText } from "../frames/encoded.ts";
import type { Interpreter } from "./interpreter.ts";
import { type Transport, whenDrained } from "./transport.ts";

/** Below this, one copied buffer is cheaper than a vectored write. */
const joinBytes = 16_384;
/** How long a closed socket may still empty its buffer. */
const closeMilliseconds = 2_000;

/** What happens on a socket, for whoever owns the connection. */
export type SocketEvents = {
  opened(transport: WebSocketTransport): SocketListener;
};

export type SocketListener = {
  received(text: string): void;
  /** A frame larger than the limit, or binary, or broken: the socket is beyond use. */
  violated(reason: CloseReason): void;
  ended(): void;
  /** A ping or a pong of WebSocket itself. */
  alive(): void;
};

/** `ws` closes with RFC 6455's codes when it cannot read on; ours say more, and come with a goodbye. */
class Owned extends WebSocket {
  relais?: SocketListener;

  override close(code?: number, data?: string | Buffer): void {
    if (code === 1009) this.relais?.violated("frame_too_large");
    else if (code === 1002 || code === 1007 || code === 1008)
      this.relais?.violated("protocol_error");
    super.close(code, data);
  }
}

/** Accepts WebSocket upgrades. `ws` reads; frames go straight to the socket, framed once for all. */
export class WebSocketAcceptor {
  readonly #server = new WebSocketServer<typeof Owned>({
    noServer: true,
    WebSocket: Owned,
    clientTracking: false,
    // A compression context a connection would cost more memory than everything else together.
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
  });

  accept(request: IncomingMessage, socket: Duplex, head: Buffer, events: SocketEvents): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket: Owned) => {
      webSocket.relais = events.opened(new WebSocketTransport(webSocket, socket));
      webSocket.on("message", onMessage);
      webSocket.on("close", onClose);
      webSocket.on("error", onError);
      webSocket.on("ping", onAlive);
      webSocket.on("pong", onAlive);
    });
  }
}

// Shared by all sockets: three closures a connection would be memory for nothing.
function onMessage(this: Owned, data: Buffer, isBinary: boolean): void {
  if (isBinary) this.relais?.violated("protocol_error");
  else this.relais?.received(data.toString("utf8"));
}

function onClose(this: Owned): void {
  this.relais?.ended();
}

function onAlive(this: Owned): void {
  this.relais?.alive();
}

/** What cannot be read has been answered by `close`; the network's own errors end in `close` as well. */
function onError(): void {}

/** A WebSocket that carries our frames, or what an interpreter makes of them. */
export class WebSocketTransport implements Transport {
  readonly name = "websocket";
  ping: (() => void) | undefined;
  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;
  #bytesOf: (frame: EncodedFrame) => Buffer = (frame) => frame.webSocket;

  constructor(webSocket: WebSocket, socket: Duplex) {
    this.#webSocket = webSocket;
    this.#socket = socket;
  }

  /** Frames that leave from now on take as few bytes as they can. */
  speakBriefly(): void {
    this.#bytesOf = (frame) => frame.briefWebSocket;
  }

  /** Everything that leaves from now on is put into the words of another language. */
  speakAs(interpreter: Interpreter): void {
    const interpret = (frame: DownFrame) => interpreter.interpret(frame);
    this.#bytesOf = (frame) => frame.interpreted(interpreter.room, interpret, webSocketText);
    // Such a client answers the pings of WebSocket itself, without knowing it.
    this.ping = () => {
      if (this.#webSocket.readyState === WebSocket.OPEN) this.#webSocket.ping();
    };
  }

  /** Ends it with a code of another language. */
  closeWith(code: number, reason: string): void {
    this.#webSocket.close(code, reason);
    this.#cutSoon();
  }

  get pending(): number {
    return this.#socket.writableLength;
  }

  write(frames: readonly EncodedFrame[]): void {
    if (this.#webSocket.readyState !== WebSocket.OPEN) return;
    const [only] = frames;
    if (frames.length === 1 && only !== undefined) {
      const alone = this.#bytesOf(only);
      if (alone.length > 0) this.#socket.write(alone);
      return;
    }
    const buffers = frames.map(this.#bytesOf);
    const bytes = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
    if (bytes === 0) return;
    if (bytes <= joinBytes) {
      this.#socket.write(Buffer.concat(buffers, bytes));
      return;
    }
    this.#socket.cork();
    for (const buffer of buffers) this.#socket.write(buffer);
    this.#socket.uncork();
  }

  whenDrained(callback: () => void): void {
    whenDrained(this.#socket, callback);
  }

  /** Whatever it is, the other side answers a ping of WebSocket in its turn. */
  heard(): Promise<void> {
    if (this.#webSocket.readyState !== WebSocket.OPEN) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#webSocket.once("pong", () => resolve()).once("close", () => resolve());
    this.#webSocket.ping();
    return promise;
  }

  close(reason: CloseReason): void {
    this.#webSocket.close(closes[reason].code, reason);
    this.#cutSoon();
  }

  /** A peer that does not answer, or never reads, must not hold its buffer. */
  #cutSoon(): void {
    setTimeout(() => this.#webSocket.terminate(), closeMilliseconds).unref();
  }
}
