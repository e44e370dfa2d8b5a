import type { DownFrame, UpFrame } from "@relais/protocol";
import { FakeConnection } from "./fake-connection.ts";

/** What the class needs from the fake server. */
export type WebSocketHost = {
  isBlocked(): boolean;
  isSilent(): boolean;
  nextId(): string;
  receive(connection: FakeConnection, frame: UpFrame): void;
};

/** A class with the part of the browser's WebSocket that the SDK uses, wired to the fake server. */
export function fakeWebSocketClass(host: WebSocketHost): typeof WebSocket {
  class FakeWebSocket extends EventTarget {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readyState = 0;
    readonly #connection: FakeConnection;

    constructor() {
      super();
      this.#connection = new FakeConnection(host.nextId(), {
        kind: "websocket",
        deliver: (frame) => this.#later(() => this.#deliver(frame)),
        end: (code) => this.#later(() => this.#close(code)),
      });
      this.#later(() => {
        if (host.isBlocked()) return this.#close(1006);
        // Half-open from the beginning: neither opened nor refused.
        if (host.isSilent() || this.readyState !== 0) return;
        this.readyState = 1;
        this.dispatchEvent(new Event("open"));
      });
    }

    send(data: string): void {
      if (this.readyState !== 1) return;
      const frame = JSON.parse(data) as UpFrame;
      this.#later(() => {
        if (this.#connection.isOpen && !host.isSilent()) host.receive(this.#connection, frame);
      });
    }

    close(): void {
      this.readyState = 2;
      this.#connection.isOpen = false;
      this.#later(() => this.#close(1000));
    }

    #deliver(frame: DownFrame): void {
      if (this.readyState === 1 && !host.isSilent()) {
        this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(frame) }));
      }
    }

    #close(code: number): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.#connection.isOpen = false;
      // Node 22 has no CloseEvent.
      this.dispatchEvent(Object.assign(new Event("close"), { code }));
    }

    #later(task: () => void): void {
      queueMicrotask(task);
    }
  }
  // The SDK uses this part only; the full interface is the browser's.
  return FakeWebSocket as unknown as typeof WebSocket;
}
