import type { CloseReason, DownFrame } from "@relais/protocol";
import type { EncodedFrame } from "../frames/encoded.ts";
import type { Interpreter } from "./interpreter.ts";
import type { Transport } from "./transport.ts";

/** What carries texts to a client by a library of its own, as Socket.IO does. */
export type Carrier = {
  /** Bytes, about, that wait for this reader. */
  readonly pending: number;
  send(texts: readonly string[]): void;
  whenDrained(callback: () => void): void;
  close(reason: CloseReason): void;
};

/** A connection whose frames leave in another language, by somebody else's sockets. */
export class CarriedTransport implements Transport {
  readonly name = "carried";
  ping: (() => void) | undefined;
  readonly #carrier: Carrier;
  #textsOf: (frame: EncodedFrame) => readonly string[] = () => [];

  constructor(carrier: Carrier) {
    this.#carrier = carrier;
  }

  speakAs(interpreter: Interpreter): void {
    const interpret = (frame: DownFrame) => interpreter.interpret(frame);
    // The texts are JSON, in which no newline is raw.
    this.#textsOf = (frame) =>
      frame
        .interpreted(interpreter.room, interpret, (text) => Buffer.from(`${text}\n`))
        .toString()
        .split("\n")
        .filter((text) => text !== "");
  }

  get pending(): number {
    return this.#carrier.pending;
  }

  write(frames: readonly EncodedFrame[]): void {
    const texts = frames.flatMap((frame) => this.#textsOf(frame));
    if (texts.length > 0) this.#carrier.send(texts);
  }

  whenDrained(callback: () => void): void {
    this.#carrier.whenDrained(callback);
  }

  close(reason: CloseReason): void {
    this.#carrier.close(reason);
  }
}
