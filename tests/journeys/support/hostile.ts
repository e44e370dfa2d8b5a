import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A page that says to every window around it whatever our script and our frame say to each other. */
const page = `<!doctype html><title>Partner</title><script>
const lies = [
  { say: "ready" }, { say: "unread", count: 66 }, { say: "close" }, { say: "began" },
  { say: "hello", language: "en", theme: "dark", accent: "#ff0000", vouches: true },
  { say: "theme", theme: "dark" }, { say: "identity", token: "a.b.c" },
];
const windows = [parent, ...Array.from({ length: parent.length }, (_, at) => parent[at])];
for (const one of windows) for (const lie of lies) one.postMessage({ ...lie, relais: "relais-1" }, "*");
document.documentElement.dataset.said = "everything";
</script>`;

/** Somebody else's site, which a host has in a frame as well: advertisements, a partner. */
export async function serveHostile(): Promise<{ address: string; stop(): Promise<void> }> {
  const server = createServer((_request, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end(page),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
