import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket as TcpSocket } from "node:net";
import { connect as connectSecurely } from "node:tls";
import type { DownFrame } from "@relais/protocol";

/**
 * A WebSocket written by hand, because Node's own always reads: this one leaves everything in the
 * network until it is told to look.
 */
export class StalledSocket {
  readonly #socket: TcpSocket;

  private constructor(socket: TcpSocket) {
    this.#socket = socket;
  }

  static async open(baseUrl: string): Promise<StalledSocket> {
    const { hostname, port, protocol, host } = new URL(baseUrl);
    const secure = protocol === "https:";
    const where = { host: hostname, port: Number(port || (secure ? 443 : 80)) };
    const socket = secure ? connectSecurely({ ...where, servername: hostname }) : connect(where);
    socket.on("error", () => {});
    await once(socket, secure ? "secureConnect" : "connect");
    socket.pause();
    const key = randomBytes(16).toString("base64");
    socket.write(
      `GET /v1/socket HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
    );
    return new StalledSocket(socket);
  }

  send(frame: object): void {
    this.#socket.write(clientText(JSON.stringify(frame)));
  }

  /** Reads everything that still comes, until the other side ends it. */
  async readToEnd(): Promise<{ frames: DownFrame[]; code: number | undefined }> {
    const chunks: Buffer[] = [];
    const ended = new Promise<void>((resolve) => {
      for (const event of ["end", "close", "error"]) this.#socket.once(event, resolve);
    });
    this.#socket.on("data", (chunk: Buffer) => chunks.push(chunk)).resume();
    await ended;
    this.#socket.destroy();
    const bytes = Buffer.concat(chunks);
    return serverFrames(bytes.subarray(bytes.indexOf("\r\n\r\n") + 4));
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** A masked text frame (RFC 6455 §5.2), as clients must send it. */
function clientText(text: string): Buffer {
  const payload = Buffer.from(text);
  const mask = randomBytes(4);
  const head = Buffer.from([0x81, 0xfe, 0, 0]);
  head.writeUInt16BE(payload.length, 2);
  // RFC 6455 wants the shortest form of a length.
  const header = payload.length < 126 ? Buffer.from([0x81, 0x80 | payload.length]) : head;
  for (const [index, byte] of payload.entries()) payload[index] = byte ^ (mask[index % 4] ?? 0);
  return Buffer.concat([header, mask, payload]);
}

/** The whole frames in what a server sent; the last one may be cut short. */
function serverFrames(bytes: Buffer): { frames: DownFrame[]; code: number | undefined } {
  const frames: DownFrame[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const opcode = (bytes[at] ?? 0) & 0x0f;
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const header = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (at + header > bytes.length) break;
    const length =
      short < 126
        ? short
        : short === 126
          ? bytes.readUInt16BE(at + 2)
          : Number(bytes.readBigUInt64BE(at + 2));
    const payload = bytes.subarray(at + header, at + header + length);
    if (payload.length < length) break;
    at += header + length;
    if (opcode === 8) return { frames, code: payload.readUInt16BE(0) };
    if (opcode === 1) frames.push(JSON.parse(payload.toString()) as DownFrame);
  }
  return { frames, code: undefined };
}
