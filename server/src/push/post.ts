import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import type { PushAnswer } from "@relais/core";
import { destinationOf } from "../links/destination.ts";
import { addressOf, type FetchMeans, pinnedTo } from "../links/judged-address.ts";

/** A service that has not answered by then is asked another time. */
const patienceMs = 15_000;

export type PushRequest = {
  readonly endpoint: string;
  readonly headers: object;
  readonly body: Buffer | null;
};

/**
 * Hands an encrypted notification to a push service (RFC 8030). Guarded like links: public addresses only, the very
 * one that was judged, and no redirection is followed. Rejects only when `signal` is aborted.
 */
export async function post(
  means: FetchMeans,
  request: PushRequest,
  signal: AbortSignal,
): Promise<PushAnswer> {
  const destination = destinationOf(request.endpoint, means.allowed);
  if (destination === null) return { outcome: "refused", why: "Not an address to write to." };
  try {
    const address = await addressOf(means, destination);
    if (address === null) return { outcome: "refused", why: "The service has no public address." };
    const { url, host, port } = destination;
    const open = url.protocol === "https:" ? httpsRequest : httpRequest;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const asked = open({
        method: "POST",
        host,
        port,
        path: `${url.pathname}${url.search}`,
        lookup: pinnedTo(address),
        signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
        headers: { ...(request.headers as OutgoingHttpHeaders), host: url.host },
      });
      asked.once("response", resolve);
      asked.once("error", reject);
      asked.end(request.body);
    });
    // What it says in words helps nobody; the connection is kept for the next one.
    answer.resume();
    return outcomeOf(answer);
  } catch {
    signal.throwIfAborted();
    return { outcome: "later", afterMs: null };
  }
}

function outcomeOf({ statusCode: status = 0, headers }: IncomingMessage): PushAnswer {
  if (status >= 200 && status < 300) return { outcome: "sent" };
  if (status === 404 || status === 410) return { outcome: "gone" };
  if (status === 429 || status >= 500) {
    return { outcome: "later", afterMs: pauseIn(headers["retry-after"]) };
  }
  return { outcome: "refused", why: `The service answered ${status}.` };
}

/** `Retry-After` in seconds, or as a date. */
function pauseIn(header: string | undefined): number | null {
  if (header === undefined) return null;
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
