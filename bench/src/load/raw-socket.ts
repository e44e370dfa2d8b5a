import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { encodeText, FrameReader } from "./frames.ts";

/** All sockets of a generator read into the same memory: a callback has used it before the next one runs. */
const shared = Buffer.allocUnsafe(256 * 1024);

/**
 * A WebSocket client that does only what a load generator needs (text frames, pings, one extension-free
 * handshake), so that 5,000 receivers cost the machine as little as possible. `path` includes the query.
 */
export class RawSocket {
  onText: (payload: Buffer) => void = () => undefined;
  onClose: () => void = () => undefined;
  #socket: Socket;
  #reader = new FrameReader();
  #upgraded = false;
  #head = "";
  #settle: { resolve: () => void; reject: (error: Error) => void };
  /** Resolves after the handshake. */
  readonly opened: Promise<void>;

  constructor(port: number, path: string, headers: Record<string, string> = {}) {
    const settle = Promise.withResolvers<void>();
    this.opened = settle.promise;
    this.#settle = settle;
    this.#socket = connect({
      port,
      host: "127.0.0.1",
      noDelay: true,
      onread: { buffer: shared, callback: (length) => this.#read(length) },
    });
    this.#socket.on("connect", () => this.#socket.write(handshake(port, path, headers)));
    this.#socket.on("error", (error) => this.#settle.reject(error));
    this.#socket.on("close", () => {
      this.#settle.reject(new Error(`The server closed the connection. ${this.#head}`));
      this.onClose();
    });
  }

  send(text: string): void {
    this.#socket.write(encodeText(text));
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(length: number): boolean {
    let chunk: Buffer = shared.subarray(0, length);
    if (!this.#upgraded) {
      const rest = this.#readHead(chunk);
      if (!rest) return true;
      chunk = rest;
    }
    this.#reader.read(chunk, (opcode, payload) => {
      if (opcode === 1) this.onText(payload);
      else if (opcode === 9) this.#socket.write(encodeText(payload.toString("latin1"), 0x8a));
      else if (opcode === 8) this.#closing(payload);
    });
    return true;
  }

  #closing(payload: Buffer): void {
    this.#head = payload.length > 1 ? `${payload.readUInt16BE(0)} ${payload.subarray(2)}` : "";
    this.#socket.destroy();
  }

  /** Reads the answer to the handshake; gives what follows it. */
  #readHead(chunk: Buffer): Buffer | undefined {
    this.#head += chunk.toString("latin1");
    const end = this.#head.indexOf("\r\n\r\n");
    if (end === -1) return undefined;
    if (!this.#head.startsWith("HTTP/1.1 101")) {
      this.#socket.destroy();
      return undefined;
    }
    const rest = Buffer.from(this.#head.slice(end + 4), "latin1");
    this.#head = "";
    this.#upgraded = true;
    this.#settle.resolve();
    return rest;
  }
}

function handshake(port: number, path: string, headers: Record<string, string>): string {
  const extra = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n${extra.join("")}\r\n`;
}
