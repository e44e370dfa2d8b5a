import { limits } from "@relais/protocol";
import type { WebSocket } from "ws";
import { controlOf, letters, pong, switched } from "../socket/control.ts";
import { Pieces } from "../socket/from-wire.ts";

/** What a client says before the first way has ended is little: two pings, that it switches, and what it wants at once. */
const mostEarly = 200;

type Listener = { heard(text: string): void; switched(): void; gone(): void };

/** The WebSocket of a client that began by long polling. What it says waits until the first way has ended. */
export class SecondWay {
  readonly #socket: WebSocket;
  readonly #listener: Listener;
  readonly #pieces = new Pieces();
  readonly #beat: NodeJS.Timeout;
  #early: string[] | undefined = [];
  #heard = 0;
  #alive = true;

  constructor(socket: WebSocket, listener: Listener) {
    this.#socket = socket;
    this.#listener = listener;
    socket.on("message", (data) => this.#take(String(data)));
    socket.on("pong", () => {
      this.#alive = true;
    });
    // What is wrong with it ends it; `close` follows.
    socket.on("error", () => socket.terminate());
    this.#beat = setInterval(() => this.#look(), limits.heartbeatMilliseconds).unref();
    socket.on("close", () => {
      clearInterval(this.#beat);
      listener.gone();
    });
    socket.send(switched);
  }

  get pending(): number {
    return this.#socket.bufferedAmount;
  }

  send(texts: readonly string[]): void {
    for (const text of texts) this.#socket.send(text);
  }

  whenDrained(callback: () => void): void {
    // An empty ping leaves after everything before it.
    this.#socket.ping(undefined, undefined, () => callback());
  }

  close(): void {
    this.#socket.close();
  }

  /** The first way has ended. */
  begin(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const text of early) this.#listener.heard(text);
  }

  #look(): void {
    if (!this.#alive) this.#socket.terminate();
    this.#alive = false;
    this.#socket.ping();
  }

  #take(text: string): void {
    this.#alive = true;
    const whole = this.#pieces.take(text);
    if (whole === undefined) return;
    if (this.#early === undefined) this.#listener.heard(whole);
    else this.#takeEarly(whole, this.#early);
  }

  #takeEarly(text: string, early: string[]): void {
    this.#heard += 1;
    if (this.#heard > mostEarly) {
      this.#socket.terminate();
      return;
    }
    const control = controlOf(text);
    if (control === letters.ping) this.#socket.send(pong);
    else if (control === letters.switched) this.#listener.switched();
    else early.push(text);
  }
}
