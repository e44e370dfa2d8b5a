import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { ObjectStore } from "../../config.ts";

/**
 * A stand-in for an S3 store, since none can be had where the tests run. It speaks the real protocol for
 * what we use (path-style PUT, GET with Range, DELETE, ListObjectsV2) and checks every request as AWS does: Signature
 * Version 4 over method, path, query, headers and content.
 */
export type S3Double = {
  readonly settings: ObjectStore;
  readonly objects: Map<string, Buffer>;
  stop(): Promise<void>;
};

export async function startS3Double(): Promise<S3Double> {
  const objects = new Map<string, Buffer>();
  const keys = { accessKeyId: "relais-test", secretAccessKey: "a-secret-of-the-test" };
  const place = { bucket: "relais-files", region: "eu-west-3" };
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    if (!isSigned(request, body, keys, place.region)) return answer(response, 403);
    const { pathname, searchParams } = new URL(request.url ?? "", "http://store");
    if (pathname === `/${place.bucket}` && searchParams.get("list-type") === "2") {
      return answer(response, 200, listOf(objects, searchParams.get("prefix") ?? ""));
    }
    const [, bucket, key] = /^\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
    if (bucket !== place.bucket || key === undefined) return answer(response, 404);
    serve(objects, key, request, body, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    settings: { endpoint: `http://127.0.0.1:${port}`, ...place, ...keys },
    objects,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function serve(
  objects: Map<string, Buffer>,
  key: string,
  { method, headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): void {
  if (method === "PUT") {
    objects.set(key, body);
    return answer(response, 200);
  }
  if (method === "DELETE") {
    objects.delete(key);
    return answer(response, 204);
  }
  const object = objects.get(key);
  if (method !== "GET" || object === undefined) return answer(response, 404);
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
  if (from === undefined || to === undefined) return answer(response, 200, object);
  answer(response, 206, object.subarray(Number(from), Number(to) + 1));
}

/** As many as a page of a list holds here; a real store gives a thousand. */
const pageOfList = 2;

function listOf(objects: Map<string, Buffer>, prefix: string): Buffer {
  const found = [...objects.keys()].filter((key) => key.startsWith(prefix)).slice(0, pageOfList);
  const contents = found.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("");
  return Buffer.from(`<?xml version="1.0"?><ListBucketResult>${contents}</ListBucketResult>`);
}

function answer(response: ServerResponse, status: number, body?: Buffer): void {
  response.writeHead(status).end(body);
}

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string) =>
  createHmac("sha256", key).update(data).digest();

function isSigned(
  request: IncomingMessage,
  body: Buffer,
  keys: { accessKeyId: string; secretAccessKey: string },
  region: string,
): boolean {
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
  const [, id, day, signedRegion, names, signature] =
    form.exec(request.headers.authorization ?? "") ?? [];
  if (id !== keys.accessKeyId || signedRegion !== region || !day || !names || !signature) {
    return false;
  }
  const told = String(request.headers["x-amz-content-sha256"]);
  if (told !== "UNSIGNED-PAYLOAD" && told !== sha256(body)) return false;
  // A body whose content nobody signed could be exchanged on the way.
  if (told === "UNSIGNED-PAYLOAD" && body.byteLength > 0) return false;
  const url = new URL(request.url ?? "", "http://store");
  const canonical = [
    request.method,
    url.pathname,
    url.search.slice(1),
    ...names.split(";").map((name) => `${name}:${String(request.headers[name]).trim()}`),
    "",
    names,
    told,
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const date = String(request.headers["x-amz-date"]);
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n");
  const key = [region, "s3", "aws4_request"].reduce(
    (made: Buffer, part) => hmac(made, part),
    hmac(`AWS4${keys.secretAccessKey}`, day),
  );
  return timingSafeEqual(hmac(key, text), Buffer.from(signature, "hex"));
}
