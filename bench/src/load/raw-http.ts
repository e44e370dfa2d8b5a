import { connect, type Socket } from "node:net";
import type { PageRequest } from "./adapter.ts";

/** One kept-alive HTTP connection, one request at a time, for answers that tell their Content-Length. */
export class RawHttp {
  #socket: Socket;
  #chunks: Buffer[] = [];
  #received = 0;
  #expected = 0;
  #answer = Promise.withResolvers<Buffer>();

  constructor(port: number) {
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.on("data", (chunk) => this.#read(chunk));
    this.#socket.on("error", (error) => this.#answer.reject(error));
    this.#socket.on("close", () => this.#answer.reject(new Error("The server closed.")));
    this.#answer.promise.catch(() => undefined);
  }

  /** The whole answer, head included. Rejects unless its status is 200. */
  get(request: PageRequest): Promise<Buffer> {
    this.#answer = Promise.withResolvers();
    const extra = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#socket.write(
      `GET ${request.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n${extra.join("")}\r\n`,
    );
    return this.#answer.promise;
  }

  close(): void {
    this.#answer.promise.catch(() => undefined);
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    if (this.#expected === 0) this.#readHead();
    if (this.#expected === 0 || this.#received < this.#expected) return;
    const answer = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#received = 0;
    this.#expected = 0;
    this.#answer.resolve(answer);
  }

  #readHead(): void {
    const text = Buffer.concat(this.#chunks).toString("latin1");
    const end = text.indexOf("\r\n\r\n");
    if (end === -1) return;
    const length = /content-length: (\d+)/i.exec(text.slice(0, end))?.[1];
    if (!text.startsWith("HTTP/1.1 200") || length === undefined) {
      this.#answer.reject(new Error(`Unexpected answer: ${text.slice(0, 200)}`));
      return;
    }
    this.#expected = end + 4 + Number(length);
  }
}
