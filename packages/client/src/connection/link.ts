import {
  type CloseReason,
  closes,
  type DownFrame,
  type DownFrames,
  type UpFrame,
  type UpFrames,
} from "@relais/protocol";
import type { Clock } from "../clock.ts";
import type { OpenTransport, Transport, TransportEnd } from "../transport/transport.ts";
import type { TransportKind } from "./state.ts";

/** `hello` must be answered within this time; the slowest links need most of it to open. */
const welcomeMs = 15_000;

/** Why a link is over, put together from the closing words, the close code and refusals. */
export type LinkEnd = {
  reason: CloseReason | null;
  /** The same attempt would end the same way. */
  final: boolean;
  afterMs?: number | undefined;
};

export type LinkEvents = {
  welcome(frame: DownFrames["welcome"]): void;
  /** Every frame after the welcome, heartbeats included. */
  frame(frame: DownFrame): void;
  /** At most once; never after `close`. */
  end(end: LinkEnd): void;
};

export type LinkOptions = {
  clock: Clock;
  kind: TransportKind;
  open: OpenTransport;
  hello: UpFrames["hello"];
  token: string;
  events: LinkEvents;
};

/** One attempt and, when it is welcomed, the connection that it became. */
export class Link {
  readonly kind: TransportKind;
  readonly hello: UpFrames["hello"];
  readonly token: string;
  welcomed = false;
  readonly #transport: Transport;
  readonly #events: LinkEvents;
  readonly #cancelPatience: () => void;
  #bye: DownFrames["bye"] | null = null;
  #refusal: DownFrames["refused"] | null = null;
  #over = false;

  constructor({ clock, kind, open, hello, token, events }: LinkOptions) {
    this.kind = kind;
    this.hello = hello;
    this.token = token;
    this.#events = events;
    this.#transport = open(hello, {
      frame: (frame) => this.#hear(frame),
      end: (end) => this.#end(end),
    });
    this.#cancelPatience = clock.after(welcomeMs, () => {
      if (this.welcomed || this.#over) return;
      this.#transport.close();
      this.#end({});
    });
  }

  send(frame: UpFrame): void {
    if (!this.#over) this.#transport.send(frame);
  }

  /** Ends it from this side, silently. */
  close(): void {
    this.#over = true;
    this.#cancelPatience();
    this.#transport.close();
  }

  #hear(frame: DownFrame): void {
    if (this.#over) return;
    if (frame.type === "bye") this.#bye = frame;
    if (this.welcomed) return this.#events.frame(frame);
    if (frame.type === "refused") this.#refusal = frame;
    if (frame.type !== "welcome") return;
    this.welcomed = true;
    this.#cancelPatience();
    this.#events.welcome(frame);
  }

  #end(end: TransportEnd): void {
    if (this.#over) return;
    this.#over = true;
    this.#cancelPatience();
    this.#events.end(this.#explain(end));
  }

  #explain(end: TransportEnd): LinkEnd {
    const refused = this.#refusal;
    // The server could not look at the token: that says nothing against it.
    if (refused?.retry === "later") {
      const { code, retry_after_ms: afterMs } = refused;
      const reason = code === "organization_suspended" ? code : "internal";
      return { reason, final: false, afterMs };
    }
    if (this.#bye !== null) {
      const { reason, reconnect, after_ms } = this.#bye;
      return { reason, final: !reconnect, afterMs: after_ms };
    }
    if (refused?.retry === "sign_in") return { reason: "unauthenticated", final: false };
    const reason = end.reason ?? null;
    const final = reason !== null && !closes[reason].reconnect;
    return { reason, final, afterMs: end.afterMs };
  }
}
