import {
  createDecipheriv,
  createECDH,
  createHmac,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A browser's subscription, as it is given to an application. */
export type BrowserSubscription = {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
};

/** A notification that reached its browser: decrypted with the keys that only the browser has. */
export type Delivered = {
  readonly endpoint: string;
  readonly topic: string | undefined;
  readonly ttl: number;
  readonly urgency: string | undefined;
  readonly notice: Record<string, unknown>;
};

export type PushServiceDouble = {
  /** `host:port`, for the operator's setting. */
  readonly place: string;
  readonly url: string;
  readonly delivered: Delivered[];
  /** Status and, where it has some, `Retry-After` of every request that was not taken. */
  readonly refused: number[];
  /** Everything that the service itself sees of requests: addresses, headers, bodies. */
  readonly seen: Buffer[];
  /** Null: it is taken. */
  answer: (endpoint: string) => { status: number; headers?: Record<string, string> } | null;
  /** What a browser does when a person agrees. */
  subscribe(applicationServerKey: string): BrowserSubscription;
  /** What a browser does when a person changes their mind. */
  unsubscribe(subscription: BrowserSubscription): void;
  stop(): Promise<void>;
};

type Browser = { ecdh: ECDH; auth: Buffer; applicationServerKey: string };

/**
 * A push service (RFC 8030) with the browsers behind it: verifies who sends (RFC 8292) and decrypts what was sent with
 * the keys of the browser (RFC 8291), by node's own cryptography and nothing that the sender uses.
 */
export async function startPushService(): Promise<PushServiceDouble> {
  const browsers = new Map<string, Browser>();
  const gone = new Set<string>();
  const server = createServer((request, response) => {
    const serve = async () => {
      const { status, headers = {} } = await take(request);
      if (status >= 300) double.refused.push(status);
      response.writeHead(status, headers).end();
    };
    void serve();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${place}`;
  const double: PushServiceDouble = {
    place,
    url,
    delivered: [],
    refused: [],
    seen: [],
    answer: () => null,
    subscribe(applicationServerKey) {
      const ecdh = createECDH("prime256v1");
      const p256dh = ecdh.generateKeys("base64url");
      const auth = randomBytes(16);
      const endpoint = `${url}/push/${randomBytes(24).toString("base64url")}`;
      browsers.set(endpoint, { ecdh, auth, applicationServerKey });
      return { endpoint, keys: { p256dh, auth: auth.toString("base64url") } };
    },
    unsubscribe({ endpoint }) {
      browsers.delete(endpoint);
      gone.add(endpoint);
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };

  async function take(
    request: IncomingMessage,
  ): Promise<{ status: number; headers?: Record<string, string> }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { headers, url: path = "/", method } = request;
    double.seen.push(Buffer.from(`${path}\n${JSON.stringify(headers)}\n`), body);
    const endpoint = url + path;
    const browser = browsers.get(endpoint);
    if (browser === undefined) return { status: gone.has(endpoint) ? 410 : 404 };
    if (method !== "POST") return { status: 405 };
    if (!isSender(headers.authorization ?? "", url, browser)) return { status: 403 };
    const ttl = String(headers.ttl);
    if (!/^\d+$/.test(ttl) || headers["content-encoding"] !== "aes128gcm") return { status: 400 };
    const topic = headers.topic === undefined ? undefined : String(headers.topic);
    if (topic !== undefined && !/^[\w-]{1,32}$/.test(topic)) return { status: 400 };
    if (body.length > 4_096) return { status: 413 };
    const refusal = double.answer(endpoint);
    if (refusal !== null) return refusal;
    const notice = JSON.parse(decrypt(body, browser)) as Record<string, unknown>;
    const urgency = headers.urgency === undefined ? undefined : String(headers.urgency);
    double.delivered.push({ endpoint, topic, ttl: Number(ttl), urgency, notice });
    return { status: 201, headers: { location: `${url}/message/1` } };
  }
  return double;
}

const read = (part: string) =>
  JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Record<string, unknown>;

/** RFC 8292: signed by the key that the browser was subscribed with, for this service, for a day at most. */
function isSender(
  authorization: string,
  origin: string,
  { applicationServerKey }: Browser,
): boolean {
  const [, token = "", key = ""] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  if (key !== applicationServerKey) return false;
  const [header = "", claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const signed = verify(
    "sha256",
    Buffer.from(`${header}.${claims}`),
    { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  const { aud, exp, sub } = read(claims);
  const seconds = Date.now() / 1_000;
  return (
    signed &&
    read(header).alg === "ES256" &&
    aud === origin &&
    Number(exp) > seconds &&
    Number(exp) <= seconds + 86_400 &&
    /^(?:mailto:|https:)/.test(String(sub))
  );
}

/** RFC 8291 over RFC 8188: salt, record size, the sender's key of this one message, one record. */
function decrypt(body: Buffer, { ecdh, auth }: Browser): string {
  const salt = body.subarray(0, 16);
  const keyLength = body.readUInt8(20);
  const senderKey = body.subarray(21, 21 + keyLength);
  const record = body.subarray(21 + keyLength);
  const shared = ecdh.computeSecret(senderKey);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), senderKey]);
  const extracted = createHmac("sha256", auth).update(shared).digest();
  const secret = createHmac("sha256", extracted).update(info).update("\x01").digest();
  const derive = (label: string, bytes: number) =>
    Buffer.from(hkdfSync("sha256", secret, salt, `Content-Encoding: ${label}\0`, bytes));
  const decipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  // Padding follows the delimiter of the last record.
  return padded.subarray(0, padded.lastIndexOf(2)).toString("utf8");
}
