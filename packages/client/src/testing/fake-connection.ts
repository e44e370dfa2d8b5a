import {
  type CloseReason,
  closes,
  type DownFrame,
  type UpFrame,
  type UpFrames,
} from "@relais/protocol";
import type { TransportKind } from "../connection/state.ts";
import type { FakePerson } from "./cast.ts";

/** How a fake link carries what the server says. */
export type FakeLink = {
  kind: TransportKind;
  deliver(frame: DownFrame): void;
  end(code: number): void;
};

/** The server's side of one connection. */
export class FakeConnection {
  readonly kind: TransportKind;
  readonly id: string;
  person: FakePerson | null = null;
  hello: UpFrames["hello"] | null = null;
  /** Every frame that arrived on it, `hello` first. */
  readonly received: UpFrame[] = [];
  /** Conversations that it follows. */
  readonly following = new Set<string>();
  watchesCases = false;
  isOpen = true;
  readonly #link: FakeLink;

  constructor(id: string, link: FakeLink) {
    this.id = id;
    this.kind = link.kind;
    this.#link = link;
  }

  send(frame: DownFrame): void {
    if (this.isOpen) this.#link.deliver(frame);
  }

  /** Says goodbye and closes, as the real server does. */
  close(reason: CloseReason, after_ms?: number): void {
    const { code, reconnect } = closes[reason];
    this.send({
      type: "bye",
      reason,
      code,
      reconnect,
      ...(after_ms === undefined ? {} : { after_ms }),
    });
    this.drop(code);
  }

  /** The link breaks, with no goodbye. */
  drop(code = 1006): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#link.end(code);
  }
}
