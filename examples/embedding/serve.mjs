import { createHmac } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const pages = { "/": "index.html", "/compte": "account.html", "/style.css": "style.css" };
const types = { html: "text/html", css: "text/css" };

/** Whoever is signed in on this site. A site of your own takes them from its session. */
const customer = { sub: "client-42", name: "Aïcha Bamba", email: "aicha@exemple.example" };

/**
 * Serves the site. `relais`: where the server is; `site` and `secret`: from its page « Votre site ».
 * Resolves with the address and how it ends.
 */
export async function serve({ port = 4020, host = "localhost", relais, site, secret }) {
  const server = createServer(async ({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://site");
    if (pathname === "/identite") {
      // For this customer, now, and for ten minutes. Never for whoever asks.
      const token = identityOf(customer, site, secret);
      return response.writeHead(200, { "cache-control": "no-store" }).end(token);
    }
    const name = pages[pathname];
    if (name === undefined) return response.writeHead(404).end();
    const text = await readFile(new URL(name, import.meta.url), "utf8");
    const type = types[name.split(".")[1]];
    response
      .writeHead(200, {
        "content-type": `${type}; charset=utf-8`,
        // What a careful site allows: its own things, and the chat.
        "content-security-policy": `default-src 'self'; img-src 'self' data:; script-src 'self' ${relais} 'unsafe-inline'; connect-src 'self' ${relais}; frame-src *`,
      })
      .end(text.replaceAll("{{relais}}", relais).replaceAll("{{site}}", site));
  });
  server.listen(port, host);
  await once(server, "listening");
  return {
    address: `http://${host}:${server.address().port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const encode = (part) => Buffer.from(JSON.stringify(part)).toString("base64url");

/** A JWT (RFC 7519) with HS256, which any library for it makes as well. */
export function identityOf(person, site, secret, seconds = 600) {
  const exp = Math.floor(Date.now() / 1_000) + seconds;
  const head = `${encode({ alg: "HS256", typ: "JWT" })}.${encode({ ...person, aud: site, exp })}`;
  return `${head}.${createHmac("sha256", secret).update(head).digest("base64url")}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { RELAIS = "http://localhost:3000", RELAIS_SITE, RELAIS_SECRET, PORT } = process.env;
  if (!RELAIS_SITE || !RELAIS_SECRET) {
    process.stderr.write("Put RELAIS_SITE and RELAIS_SECRET: see README.md.\n");
    process.exit(1);
  }
  const settings = { relais: RELAIS, site: RELAIS_SITE, secret: RELAIS_SECRET };
  const { address } = await serve({ port: Number(PORT ?? 4020), ...settings });
  process.stdout.write(`The site is at ${address}\n`);
}
