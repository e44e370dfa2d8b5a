import type { CloseReason, DownFrame, UpFrame, UpFrames } from "@relais/protocol";

/** One link to the server, for one connection. It carries frames and knows nothing of their meaning. */
export interface Transport {
  /** Frames arrive in the order in which they were sent, or the link ends. */
  send(frame: UpFrame): void;
  /** Ends the link from this side; nothing is heard of it afterwards. */
  close(): void;
}

/** How a link ended, as far as the transport knows. */
export type TransportEnd = {
  reason?: CloseReason;
  /** The server asks to stay away this long. */
  afterMs?: number;
};

export type TransportEvents = {
  frame(frame: DownFrame): void;
  /** At most once, and nothing after it. */
  end(end: TransportEnd): void;
};

/** Opens a link with `hello` as its first frame. Events come later, never during the call. */
export type OpenTransport = (hello: UpFrames["hello"], events: TransportEvents) => Transport;

/** `path` on the server, tolerant of a base address that ends with a slash. */
export function address(baseUrl: string, path: string): string {
  return baseUrl.replace(/\/+$/, "") + path;
}
