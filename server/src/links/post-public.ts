import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import { destinationOf } from "./destination.ts";
import { addressOf, type FetchMeans, pinnedTo } from "./judged-address.ts";

export type PostRequest = {
  readonly url: string;
  readonly headers: object;
  readonly body: Buffer | null;
};

export type PostAnswer =
  | {
      readonly came: true;
      readonly status: number;
      /** What it asked to wait; null: nothing. */
      readonly pauseMs: number | null;
    }
  | { readonly came: false; readonly why: "no_destination" | "not_public" | "silent" | "broken" };

/**
 * Posts to an address of somebody else. Guarded like links: public addresses only, the very one that was judged, and no
 * redirection is followed. What the answer says in words is not read. Rejects only when `signal` is aborted.
 */
export async function postPublic(
  means: FetchMeans,
  request: PostRequest,
  patienceMs: number,
  signal: AbortSignal,
): Promise<PostAnswer> {
  const destination = destinationOf(request.url, means.allowed);
  if (destination === null) return { came: false, why: "no_destination" };
  const patience = AbortSignal.timeout(patienceMs);
  const limited = AbortSignal.any([signal, patience]);
  try {
    const address = await unlessAborted(addressOf(means, destination), limited);
    if (address === null) return { came: false, why: "not_public" };
    const { url, host, port } = destination;
    const open = url.protocol === "https:" ? httpsRequest : httpRequest;
    const { statusCode, headers } = await new Promise<IncomingMessage>((resolve, reject) => {
      const asked = open({
        method: "POST",
        host,
        port,
        path: `${url.pathname}${url.search}`,
        lookup: pinnedTo(address),
        signal: limited,
        headers: { ...(request.headers as OutgoingHttpHeaders), host: url.host },
      });
      asked.once("response", (answer) => {
        // What it says in words helps nobody; the connection is kept for the next one.
        answer.on("error", () => {});
        answer.resume();
        resolve(answer);
      });
      asked.once("error", reject);
      asked.end(request.body);
    });
    return { came: true, status: statusCode ?? 0, pauseMs: pauseIn(headers["retry-after"]) };
  } catch {
    signal.throwIfAborted();
    return { came: false, why: patience.aborted ? "silent" : "broken" };
  }
}

/** A name that nobody answers for must not be waited for longer than an address. */
async function unlessAborted<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
  return Promise.race([value, aborted]);
}

/** `Retry-After` in seconds, or as a date. */
function pauseIn(header: string | undefined): number | null {
  if (header === undefined) return null;
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
