import { once } from "node:events";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createVerifier } from "fast-jwt";
import { type WebSocket, WebSocketServer } from "ws";

type Node = string | number | boolean | null | { [key: string]: Node };

export type FirebaseDouble = {
  readonly url: string;
  /** What a service account's file holds. */
  readonly account: { client_email: string; private_key: string; token_uri: string };
  /** Every PATCH that was taken, in order. */
  readonly taken: { path: string; values: Record<string, Node> }[];
  /** PATCHes that were refused. */
  refused: number;
  /** A status to refuse a PATCH of this path with, or null. */
  refuse: (path: string) => number | null;
  /** Access tokens that it gave; `revoke` makes it know none of them. */
  readonly tokens: Set<string>;
  revoke(): void;
  valueAt(path: string): Node;
  stop(): Promise<void>;
};

/**
 * Stands in for a Firebase project, which is Google's: its token endpoint checks the assertion of the service account,
 * its database takes PATCH over REST and is read by a stock client over `/.ws`. No rules: who reads is not its subject.
 */
export async function startFirebaseDouble(): Promise<FirebaseDouble> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const pem = { type: "spki", format: "pem" } as const;
  const verify = createVerifier({ key: publicKey.export(pem).toString(), algorithms: ["RS256"] });
  const tree: { root: Node } = { root: null };
  const readers = new Set<(path: string) => void>();
  const server = createServer((request, response) => void take(request, response));
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) => serveReader(socket, tree, readers));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const double: FirebaseDouble = {
    url,
    account: {
      client_email: "relais@double.iam.gserviceaccount.com",
      private_key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      token_uri: `${url}/token`,
    },
    taken: [],
    refused: 0,
    refuse: () => null,
    tokens: new Set(),
    revoke: () => double.tokens.clear(),
    valueAt: (path) => valueAt(tree.root, namesIn(path)),
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { pathname } = new URL(request.url ?? "/", url);
    if (pathname === "/token") return giveToken(new URLSearchParams(body), response);
    const [, token = ""] = request.headers.authorization?.split(" ") ?? [];
    const path = pathname.replace(/\.json$/, "");
    const status = double.tokens.has(token) ? double.refuse(path) : 401;
    if (status !== null || request.method !== "PATCH") {
      double.refused += 1;
      return say(response, status ?? 405, { error: "refused" });
    }
    const values = JSON.parse(body) as Record<string, Node>;
    for (const [key, value] of Object.entries(values)) {
      tree.root = withValue(tree.root, [...namesIn(path), ...namesIn(key)], value);
    }
    double.taken.push({ path, values });
    for (const tell of readers) tell(path);
    response.writeHead(204).end();
  }

  function giveToken(form: URLSearchParams, response: ServerResponse): void {
    const claims = verify(form.get("assertion") ?? "") as { iss?: string; scope?: string };
    const right =
      form.get("grant_type") === "urn:ietf:params:oauth:grant-type:jwt-bearer" &&
      claims.iss === double.account.client_email &&
      claims.scope?.includes("firebase.database") === true;
    if (!right) return say(response, 400, { error: "invalid_grant" });
    const access_token = randomUUID();
    double.tokens.add(access_token);
    say(response, 200, { access_token, expires_in: 3_600, token_type: "Bearer" });
  }
  return double;
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

type Ask = { d: { r: number; a: string; b: { p?: string; t?: number } } };

/** Reading, as far as a listener of a stock client needs it: the whole place again whenever something below it changed. */
function serveReader(
  socket: WebSocket,
  tree: { readonly root: Node },
  readers: Set<(path: string) => void>,
): void {
  const listened = new Set<string>();
  const send = (d: unknown, t = "d") => socket.send(JSON.stringify({ t, d }));
  const show = (path: string) => {
    send({ a: "d", b: { p: path, d: valueAt(tree.root, namesIn(path)) } });
  };
  const tell = (changed: string) => {
    for (const path of listened) {
      const [one, other] = [namesIn(changed).join("/"), namesIn(path).join("/")];
      if (one.startsWith(other) || other.startsWith(one)) show(path);
    }
  };
  readers.add(tell);
  socket.on("close", () => readers.delete(tell));
  socket.on("message", (data: Buffer) => {
    const text = data.toString();
    if (text === "0") return;
    const { r, a, b } = (JSON.parse(text) as Ask).d;
    const path = b.p ?? "/";
    if (a === "q") {
      listened.add(path);
      show(path);
    }
    if (a === "n") listened.delete(path);
    send({ r, b: { s: "ok", d: a === "g" ? valueAt(tree.root, namesIn(path)) : {} } });
  });
  send({ t: "h", d: { ts: Date.now(), v: "5", h: "127.0.0.1", s: randomUUID() } }, "c");
}

const namesIn = (path: string): string[] => path.split("/").filter((name) => name !== "");

function valueAt(node: Node, path: readonly string[]): Node {
  const [name, ...rest] = path;
  if (name === undefined) return node;
  return typeof node === "object" && node !== null ? valueAt(node[name] ?? null, rest) : null;
}

function withValue(node: Node, path: readonly string[], value: Node): Node {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const children = typeof node === "object" && node !== null ? { ...node } : {};
  const child = withValue(children[name] ?? null, rest, value);
  if (child === null) delete children[name];
  else children[name] = child;
  return Object.keys(children).length === 0 ? null : children;
}
