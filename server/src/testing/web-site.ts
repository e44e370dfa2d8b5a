import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";

/** A site of a test on this machine, on a port of its own, which remembers what it was asked. */
export class WebSite {
  readonly port: number;
  readonly asked: { path: string; headers: Record<string, unknown> }[] = [];
  readonly #server: Server;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  static async open(
    answers: Readonly<Record<string, RequestListener>>,
    address = "127.0.0.1",
    port = 0,
  ): Promise<WebSite> {
    const server = createServer().listen(port, address);
    await once(server, "listening");
    const bound = server.address();
    if (bound === null || typeof bound === "string") throw new Error("a site has a port");
    const site = new WebSite(server, bound.port);
    server.on("request", (request, response) => {
      const path = request.url ?? "";
      site.asked.push({ path, headers: request.headers });
      const answer = answers[path];
      if (answer === undefined) response.writeHead(404).end();
      else answer(request, response);
    });
    return site;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

/** A page with a title, and whatever else its head holds. */
export function page(title: string, head = ""): RequestListener {
  return (_request, response) => {
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end(`<!doctype html><html><head><title>${title}</title>${head}</head><body>…</body></html>`);
  };
}

export function redirect(to: string, status = 302): RequestListener {
  return (_request, response) => void response.writeHead(status, { location: to }).end();
}
