import type { CloseReason, DownFrame } from "@relais/protocol";
import type { EncodedFrame } from "../frames/encoded.ts";
import type { Transport } from "./transport.ts";

/** A network that the test holds: what is written waits in it until the test lets it through. */
export class FakeTransport implements Transport {
  readonly name = "websocket";
  readonly frames: DownFrame[] = [];
  /** Frames of each write. */
  readonly writes: number[] = [];
  pending = 0;
  closedWith: CloseReason | undefined;
  /** Whether what is written leaves at once. */
  readonly #reads: boolean;
  #drained: (() => void)[] = [];

  constructor({ reads = true } = {}) {
    this.#reads = reads;
  }

  write(frames: readonly EncodedFrame[]): void {
    this.writes.push(frames.length);
    for (const frame of frames) {
      if (!this.#reads) this.pending += frame.webSocket.length;
      this.frames.push(JSON.parse(frame.serverSentEvent.toString().slice(6)) as DownFrame);
    }
  }

  whenDrained(callback: () => void): void {
    if (this.pending === 0) setImmediate(callback);
    else this.#drained.push(callback);
  }

  /** The other side has read everything. */
  drain(): void {
    this.pending = 0;
    for (const callback of this.#drained.splice(0)) callback();
  }

  close(reason: CloseReason): void {
    this.closedWith = reason;
  }
}

/** The end of this turn and of what it began. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
