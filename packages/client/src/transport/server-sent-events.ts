import type { DownFrame, UpFrame } from "@relais/protocol";
import { refusalFrom } from "../http/refusal.ts";
import { eventStreamReader } from "./event-stream.ts";
import { address, type OpenTransport, type TransportEnd } from "./transport.ts";

/** Frames that the server takes in one request. */
const framesPerRequest = 100;

/**
 * Frames over HTTP, where WebSockets are blocked: `hello` is the body of a POST whose answer streams
 * the frames of the server; our frames follow in requests of their own, one at a time so that their
 * order holds. Any failure ends the link: returning costs one request and repeats what was lost.
 */
export function serverSentEventsTransport(baseUrl: string, doFetch: typeof fetch): OpenTransport {
  return (hello, events) => {
    const abort = new AbortController();
    let connectionId: string | null = null;
    let posting = false;
    const waiting: UpFrame[] = [];
    let token = hello.token;

    const end = (result: TransportEnd) => {
      if (abort.signal.aborted) return;
      abort.abort();
      events.end(result);
    };
    const post = (path: string, body: unknown) =>
      doFetch(address(baseUrl, path), {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
        signal: abort.signal,
      });

    const drain = async () => {
      if (posting || connectionId === null) return;
      posting = true;
      try {
        while (waiting.length > 0 && !abort.signal.aborted) {
          const frames = waiting.splice(0, framesPerRequest);
          const answer = await post(`/v1/stream/${connectionId}`, frames);
          if (!answer.ok) return end(await endOf(answer));
        }
      } catch {
        end({});
      } finally {
        posting = false;
      }
    };

    const read = async () => {
      const answer = await post("/v1/stream", hello);
      if (!answer.ok || answer.body === null) return end(await endOf(answer));
      const cut = eventStreamReader((data) => {
        const frame = parse(data);
        if (frame === null || abort.signal.aborted) return;
        if (frame.type === "welcome") connectionId = frame.connection_id;
        events.frame(frame);
        if (frame.type === "welcome") void drain();
      });
      const text = answer.body.pipeThrough(new TextDecoderStream());
      for (const reader = text.getReader(); ; ) {
        const { done, value } = await reader.read();
        if (done) return end({});
        cut(value);
      }
    };
    // A microtask later, so that no event comes during the call.
    void Promise.resolve()
      .then(read)
      .catch(() => end({}));

    return {
      send: (frame) => {
        waiting.push(frame);
        if (frame.type === "token") token = frame.token;
        void drain();
      },
      close: () => abort.abort(),
    };
  };
}

/** What a refused request says about the link. */
async function endOf(answer: Response): Promise<TransportEnd> {
  const refusal = await refusalFrom(answer);
  if (refusal === null) return {};
  const after = refusal.retry_after_ms === undefined ? {} : { afterMs: refusal.retry_after_ms };
  if (refusal.retry === "sign_in") return { reason: "unauthenticated" };
  if (refusal.code === "version_unsupported") return { reason: "version_unsupported" };
  return refusal.code === "shutting_down" ? { reason: "restarting", ...after } : after;
}

/** A frame, or null for what is not one. Unknown types pass: newer servers may say more. */
function parse(data: string): DownFrame | null {
  try {
    const frame: unknown = JSON.parse(data);
    return typeof frame === "object" && frame !== null && "type" in frame
      ? (frame as DownFrame)
      : null;
  } catch {
    return null;
  }
}
