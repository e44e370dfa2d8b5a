import type { ServerResponse } from "node:http";
import type { CloseReason } from "@relais/protocol";
import type { EncodedFrame } from "../frames/encoded.ts";
import { type Transport, whenDrained } from "./transport.ts";

const closeMilliseconds = 2_000;

/** The answer of `POST /v1/stream`: frames as server-sent events, for networks that break WebSockets. */
export class ServerSentEventsTransport implements Transport {
  readonly name = "sse";
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      // Proxies that collect an answer before passing it on would hold every frame.
      "x-accel-buffering": "no",
    });
    response.flushHeaders();
  }

  get pending(): number {
    return this.#response.writableLength;
  }

  write(frames: readonly EncodedFrame[]): void {
    if (this.#response.writableEnded) return;
    const [only] = frames;
    const bytes =
      frames.length === 1 && only !== undefined
        ? only.serverSentEvent
        : Buffer.concat(frames.map((frame) => frame.serverSentEvent));
    this.#response.write(bytes);
  }

  whenDrained(callback: () => void): void {
    whenDrained(this.#response, callback);
  }

  /** The reason was said in `bye`: an HTTP answer has no close code. */
  close(_reason: CloseReason): void {
    this.#response.end();
    setTimeout(() => this.#response.destroy(), closeMilliseconds).unref();
  }
}
