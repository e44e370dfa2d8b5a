import type { DownFrame, Refusal } from "@relais/protocol";
import { Peer } from "./peer.ts";

/** A peer over server-sent events and POST, with nothing but fetch. */
export class EventStream extends Peer {
  readonly #baseUrl: string;
  readonly #token: string;
  readonly #stop: AbortController;
  /** Known from `welcome` on. */
  #id = "";
  /** One request after the other: frames keep their order. */
  #sending: Promise<unknown> = Promise.resolve();
  readonly ended: Promise<void>;

  constructor(baseUrl: string, token: string, body: ReadableStream, stop: AbortController) {
    super();
    this.#baseUrl = baseUrl;
    this.#token = token;
    this.#stop = stop;
    this.ended = this.#read(body);
  }

  /** Waits for `welcome`, which names the stream. */
  async welcomed() {
    const welcome = await this.next("welcome");
    this.#id = welcome.connection_id;
    return welcome;
  }

  override send(frame: object): void {
    this.#sending = this.#sending.then(() => this.post([frame]));
  }

  /** Sends several frames in one request, and answers how that went. */
  async post(frames: unknown, token = this.#token, id = this.#id): Promise<PostAnswer> {
    const response = await fetch(`${this.#baseUrl}/v1/stream/${id}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(frames),
    });
    const text = await response.text();
    return { status: response.status, refusal: text === "" ? null : JSON.parse(text) };
  }

  override close(): void {
    this.#stop.abort();
  }

  async #read(body: ReadableStream): Promise<void> {
    let rest = "";
    try {
      for await (const text of body.pipeThrough(new TextDecoderStream())) {
        const blocks = (rest + text).split("\n\n");
        rest = blocks.pop() ?? "";
        for (const block of blocks) {
          // A line that begins with a colon is a comment and says nothing.
          for (const line of block.split("\n")) {
            if (line.startsWith("data: ")) this.inbox.put(JSON.parse(line.slice(6)) as DownFrame);
          }
        }
      }
      this.inbox.end("the stream ended");
    } catch (error) {
      this.inbox.end(`the stream broke: ${String(error)}`);
    }
  }
}

export type PostAnswer = { status: number; refusal: Refusal | null };

/** Opens a stream with `hello`. */
export async function openStream(
  baseUrl: string,
  token: string,
  hello: object = {},
): Promise<EventStream> {
  const stop = new AbortController();
  const response = await fetch(`${baseUrl}/v1/stream`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ type: "hello", version: 1, token, ...hello }),
    signal: stop.signal,
  });
  const { body, headers, status } = response;
  if (body === null || !headers.get("content-type")?.startsWith("text/event-stream")) {
    throw new Error(`no stream: ${status}`);
  }
  return new EventStream(baseUrl, token, body, stop);
}
