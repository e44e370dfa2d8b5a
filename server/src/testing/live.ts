import { WebSocket } from "ws";
import { Frames } from "./frames.ts";

export type LiveSocket = {
  readonly frames: Frames;
  readonly closed: Promise<number>;
  send(frame: object): void;
  end(): void;
};

/** A WebSocket on the server's one path. Rejects with the status when the upgrade is refused. */
export function openSocket(
  url: string,
  { path = "/v1/socket", origin }: { path?: string; origin?: string } = {},
): Promise<LiveSocket> {
  const frames = new Frames();
  const socket = new WebSocket(url.replace(/^http/, "ws") + path, origin ? { origin } : {});
  socket.on("message", (data: Buffer) => frames.push(data.toString("utf8")));
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  return new Promise((resolve, reject) => {
    socket.once("unexpected-response", (_request, response) => {
      reject(new Error(`refused with ${response.statusCode}`));
      socket.terminate();
    });
    socket.on("error", reject);
    socket.once("open", () =>
      resolve({
        frames,
        closed,
        send: (frame) => socket.send(JSON.stringify(frame)),
        end: () => socket.terminate(),
      }),
    );
  });
}

export type LiveStream = { readonly frames: Frames; readonly headers: Headers; end(): void };

/** The stream of `POST /v1/stream`. */
export async function openStream(
  url: string,
  hello: object,
  headers: Record<string, string> = {},
): Promise<LiveStream> {
  const abort = new AbortController();
  const response = await fetch(`${url}/v1/stream`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(hello),
    signal: abort.signal,
  });
  if (response.status !== 200 || response.body === null) {
    throw new Error(`refused with ${response.status}`);
  }
  const frames = new Frames();
  void read(response.body, frames);
  return { frames, headers: response.headers, end: () => abort.abort() };
}

async function read(body: ReadableStream<Uint8Array>, frames: Frames): Promise<void> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const data = event.split("\n").find((line) => line.startsWith("data:"));
        if (data !== undefined) frames.push(data.slice(5));
      }
    }
  } catch {
    // Ended by us, or by the server: whoever waits for a frame says so.
  }
}
