import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("./", import.meta.url));
const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
};

/** Serves the page. Resolves with its address and how it ends. */
export async function serve(port = 4030) {
  const server = createServer(async ({ url = "/" }, response) => {
    try {
      const { pathname } = new URL(url, "http://page");
      const path = normalize(pathname === "/" ? "/index.html" : pathname);
      const file = join(folder, path);
      const bytes = await readFile(file);
      const type = types[extname(file)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(port, "localhost");
  await once(server, "listening");
  return {
    address: `http://localhost:${server.address().port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { address } = await serve(Number(process.env.PORT ?? 4030));
  process.stdout.write(`The page is at ${address}\n`);
}
