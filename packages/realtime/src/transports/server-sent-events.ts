import type { ServerResponse } from "node:http";
import type { CloseReason, DownFrame } from "@relais/protocol";
import type { EncodedFrame } from "../frames/encoded.ts";
import type { Interpreter } from "./interpreter.ts";
import { type Transport, whenDrained } from "./transport.ts";

const closeMilliseconds = 2_000;

/** The answer of `POST /v1/stream`: frames as server-sent events, for networks that break WebSockets. */
export class ServerSentEventsTransport implements Transport {
  readonly name = "sse";
  ping: (() => void) | undefined;
  readonly #response: ServerResponse;
  #bytesOf: (frame: EncodedFrame) => Buffer = (frame) => frame.serverSentEvent;

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

  /** Everything that leaves from now on is put into the events of another language, each as a whole. */
  speakAs(interpreter: Interpreter): void {
    const interpret = (frame: DownFrame) => interpreter.interpret(frame);
    this.#bytesOf = (frame) => frame.interpreted(interpreter.room, interpret, Buffer.from);
  }

  get pending(): number {
    return this.#response.writableLength;
  }

  write(frames: readonly EncodedFrame[]): void {
    if (this.#response.writableEnded) return;
    const [only] = frames;
    const bytes =
      frames.length === 1 && only !== undefined
        ? this.#bytesOf(only)
        : Buffer.concat(frames.map(this.#bytesOf));
    if (bytes.length > 0) this.#response.write(bytes);
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
