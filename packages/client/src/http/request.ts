import type { Language } from "@relais/protocol";
import type { Clock } from "../clock.ts";
import { NetworkError, RelaisError } from "../errors.ts";
import { address } from "../transport/transport.ts";
import { refusalFrom } from "./refusal.ts";

/** A slow link may need this long for a request that arrives in the end. */
const patienceMs = 30_000;

export type RequestOptions = {
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  language: () => Language | undefined;
};

export type Call = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
  /** A picture instead of JSON. */
  raw?: Blob;
  token?: string | null;
};

/** What came back, with the server's clock where the browser lets us see it. */
export type Answer<T> = { body: T; serverTime: number | null };

/**
 * Makes one HTTP call. Rejects with RelaisError when the server refused, with NetworkError when there
 * was no answer or not one of ours (a proxy's error page).
 */
export async function request<T>(options: RequestOptions, call: Call): Promise<Answer<T>> {
  const abort = new AbortController();
  const cancel = options.clock.after(patienceMs, () => abort.abort());
  try {
    const language = options.language();
    const answer = await options.fetch(address(options.baseUrl, call.path), {
      method: call.method ?? (call.body === undefined && call.raw === undefined ? "GET" : "POST"),
      headers: {
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
        ...(call.raw === undefined ? {} : { "content-type": call.raw.type }),
        ...(call.token ? { authorization: `Bearer ${call.token}` } : {}),
        ...(language === undefined ? {} : { "accept-language": language }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      ...(call.raw === undefined ? {} : { body: call.raw }),
      signal: abort.signal,
    });
    if (!answer.ok) {
      const refusal = await refusalFrom(answer);
      if (refusal !== null) throw new RelaisError(refusal);
      throw new NetworkError(`${call.path} was answered ${answer.status}`);
    }
    const text = await answer.text();
    const date = Date.parse(answer.headers.get("date") ?? "");
    return {
      body: (text === "" ? undefined : JSON.parse(text)) as T,
      serverTime: Number.isNaN(date) ? null : date,
    };
  } catch (error) {
    if (error instanceof RelaisError || error instanceof NetworkError) throw error;
    throw new NetworkError(`${call.path} was not answered${whyPerhaps(options)}`, { cause: error });
  } finally {
    cancel();
  }
}

/** Of another origin a browser does not say whether nobody was there, or whether the page may not call it. */
function whyPerhaps({ baseUrl }: RequestOptions): string {
  if (typeof location === "undefined") return `: is ${baseUrl} there?`;
  if (baseUrl.startsWith(location.origin)) return "";
  return `: is ${baseUrl} there, with FRONTEND_URL=${location.origin}?`;
}
