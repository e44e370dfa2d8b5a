import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A site that people link to: whatever is asked for is a page. */
export class WebSite {
  readonly port: number;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  static async open(): Promise<WebSite> {
    const server = createServer((request, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(`<title>La page ${request.url}</title>`);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return new WebSite(server);
  }

  /** A link to one of its pages. */
  link(page: number): string {
    return `http://127.0.0.1:${this.port}/${page}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
