import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const own = (name) => fileURLToPath(new URL(name, import.meta.url));
const files = {
  "/": ["text/html", own("index.html")],
  "/page.js": ["text/javascript", own("page.js")],
  "/api.js": ["text/javascript", own("api.js")],
  "/style.css": ["text/css", own("style.css")],
  // The stock client, as its package has it.
  "/socket.io.js": [
    "text/javascript",
    fileURLToPath(import.meta.resolve("socket.io-client/dist/socket.io.js")),
  ],
};

/** Serves the page. Resolves with its address and how it ends. */
export async function serve(port = 4030) {
  const server = createServer(async ({ url = "/" }, response) => {
    const [type, file] = files[new URL(url, "http://page").pathname] ?? [];
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    const bytes = await readFile(file);
    response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(bytes);
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
