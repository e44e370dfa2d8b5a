import type { Writable } from "node:stream";
import type { CloseReason } from "@relais/protocol";
import type { EncodedFrame } from "../frames/encoded.ts";

/** What a connection writes to: a WebSocket, or the stream of an SSE answer. */
export interface Transport {
  readonly name: "websocket" | "sse" | "carried";
  /** Bytes accepted but not yet taken by the network: how slow this reader is. */
  readonly pending: number;
  /** Asks the other side for a sign of life in a way of its own; without it, a `ping` frame asks. */
  ping?: (() => void) | undefined;
  /** Where frames can be brief: those that leave from now on take as few bytes as they can. */
  speakBriefly?(): void;
  /** One write for all frames of a turn. */
  write(frames: readonly EncodedFrame[]): void;
  /** Calls back once when everything pending has left. */
  whenDrained(callback: () => void): void;
  /** Where that can be known: settles when the other side has read all of it, and what it sent before has come. */
  heard?(): Promise<void>;
  /** Ends it with the code of the reason; what is pending may still leave, for a moment. */
  close(reason: CloseReason): void;
}

/** Calls back once when everything has left, or nothing more will. */
export function whenDrained(stream: Writable, callback: () => void): void {
  if (stream.writableLength === 0 || stream.destroyed) {
    setImmediate(callback);
    return;
  }
  const done = () => {
    stream.off("drain", done).off("close", done);
    callback();
  };
  stream.on("drain", done).on("close", done);
}
