import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = { type: string; body: string | Buffer };

/** A site that people link to, on this machine. What it answers is put in while it is open. */
export class WebSite {
  readonly port: number;
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #answers = new Map<string, Answer>();

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on("request", (request, response) => {
      const path = request.url ?? "";
      this.asked.push(path);
      const answer = this.#answers.get(path);
      if (answer === undefined) return response.writeHead(404).end();
      return response.writeHead(200, { "content-type": answer.type }).end(answer.body);
    });
  }

  static async open(): Promise<WebSite> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new WebSite(server);
  }

  /** A page with this head. Returns its address. */
  page(path: string, head: string): string {
    return this.put(path, { type: "text/html; charset=utf-8", body: `<head>${head}</head>` });
  }

  put(path: string, answer: Answer): string {
    this.#answers.set(path, answer);
    return `http://127.0.0.1:${this.port}${path}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
