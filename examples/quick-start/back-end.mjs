import { createServer } from "node:http";
import { createClient } from "@relais/client";

const {
  RELAIS_URL: baseUrl = "http://localhost:3000",
  // A secret of this program: never in a page, an app or a repository.
  RELAIS_API_KEY: key,
  PORT: port = "4000",
} = process.env;
if (key === undefined) throw new Error("RELAIS_API_KEY is not set.");

// In English: what is refused is said in a sentence.
const relais = createClient({ baseUrl, language: "en", getToken: async () => key });

/** In an app of your own: whose session this is, by its cookie, and which order they look at. */
const orderOf = (_request) => ({ number: "4711", customer: "Aïcha Bamba" });

/** In an app of your own: columns of the order. A link lets its holder in: keep it as you keep a password. */
const kept = new Map();

/** The conversation about an order, who its customer is there, and the link by which they enter. */
async function conversationOf({ number, customer }) {
  const opened = await relais.http.openCase({
    kind: "ticket",
    title: `Order ${number}`,
    guest: { full_name: customer },
    // Asked twice, it is the same case.
    client_id: `order-${number}`,
  });
  const { path } = await relais.http.shareLink(opened.conversation_id, true);
  return {
    relais: baseUrl,
    conversation: opened.conversation_id,
    viewer: opened.customer.id,
    link: path,
  };
}

createServer(async (request, response) => {
  if (request.url !== "/api/conversation") return response.writeHead(404).end();
  const order = orderOf(request);
  try {
    if (!kept.has(order.number)) kept.set(order.number, conversationOf(order));
    const body = JSON.stringify(await kept.get(order.number));
    response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(body);
  } catch (error) {
    kept.delete(order.number);
    console.error(error);
    response.writeHead(502).end();
  }
}).listen(Number(port), "localhost", () => console.log(`The back end listens on ${port}.`));
