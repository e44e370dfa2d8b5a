import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { type Destination, destinationOf } from "./destination.ts";
import { addressOf, type FetchMeans, pinnedTo } from "./judged-address.ts";

export type Wanted = {
  readonly accept: string;
  /** Content types without parameters. */
  readonly types: readonly string[];
  readonly mostBytes: number;
  /** What is larger is cut, or nothing. */
  readonly tooLarge: "cut" | "refuse";
  /** Whether what came is enough already. */
  readonly enough?: (chunk: Buffer) => boolean;
};

export type Fetched = {
  readonly url: string;
  readonly contentType: string;
  readonly bytes: Buffer;
};

const mostRedirects = 4;
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * What lies behind a link, or null when that is not wanted or not to be had. Each step of a redirection is
 * judged like the link itself; a name is resolved once, every one of its addresses must be public, and the
 * connection goes to the very address that was judged. No cookie, no credential, no other header of ours.
 * Rejects when the network fails or `signal` is aborted.
 */
export async function fetchPublic(
  means: FetchMeans,
  link: string,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Fetched | null> {
  let next = link;
  for (let step = 0; step <= mostRedirects; step += 1) {
    const destination = destinationOf(next, means.allowed);
    const address = destination && (await addressOf(means, destination));
    if (!destination || address === null) return null;
    signal.throwIfAborted();
    const answer = await get(destination, address, wanted.accept, signal);
    const { statusCode = 0, headers } = answer;
    if (redirects.has(statusCode) && headers.location !== undefined) {
      answer.destroy();
      const target = URL.parse(headers.location, destination.url);
      if (target === null) return null;
      // An absolute one is judged as it was written.
      next = /^https?:/i.test(headers.location) ? headers.location : target.href;
      continue;
    }
    try {
      if (statusCode !== 200) return null;
      return await read(answer, destination, wanted);
    } finally {
      answer.destroy();
    }
  }
  return null;
}

function get(
  { url, host, port }: Destination,
  address: string,
  accept: string,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const asked = request({
      host,
      port,
      path: `${url.pathname}${url.search}`,
      lookup: pinnedTo(address),
      // Of its own: no connection is shared between people's links.
      agent: false,
      signal,
      maxHeaderSize: 32_768,
      headers: {
        host: url.host,
        "user-agent": "RelaisLinkPreview/1",
        accept,
        "accept-language": "fr, en;q=0.8, *;q=0.5",
        "accept-encoding": "gzip, br",
        connection: "close",
      },
    });
    asked.once("response", resolve);
    asked.once("error", reject);
    asked.end();
  });
}

async function read(
  answer: IncomingMessage,
  { url }: Destination,
  { types, mostBytes, tooLarge, enough }: Wanted,
): Promise<Fetched | null> {
  const contentType = answer.headers["content-type"] ?? "";
  const [type = ""] = contentType.toLowerCase().split(";");
  const body = decoded(answer);
  if (!types.includes(type.trim()) || body === null) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes > mostBytes && tooLarge === "refuse") return null;
      if (bytes >= mostBytes || enough?.(chunk) === true) break;
    }
  } finally {
    body.destroy();
  }
  return { url: url.href, contentType, bytes: Buffer.concat(chunks).subarray(0, mostBytes) };
}

/** The body without its compression, piece by piece: what unfolds without end is left in the middle. */
function decoded(answer: IncomingMessage): Readable | null {
  const encoding = answer.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (encoding === "identity") return answer;
  if (encoding !== "gzip" && encoding !== "br") return null;
  const unfold = encoding === "gzip" ? createGunzip() : createBrotliDecompress();
  // Whoever reads hears of it by the stream itself.
  return pipeline(answer, unfold, () => {});
}
