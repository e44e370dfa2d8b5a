import {
  type ErrorCode,
  errors,
  type Refusal,
  sentence,
  type UpFrame,
  type UpFrames,
} from "@relais/protocol";
import type { FakePerson } from "./cast.ts";
import { FakeConnection } from "./fake-connection.ts";

/** Thrown by an answer to refuse. */
export class FakeRefusal extends Error {
  readonly refusal: Refusal;
  constructor(code: ErrorCode, more: Partial<Refusal> = {}) {
    super(code);
    this.refusal = fakeRefusal(code, more);
  }
}

export function fakeRefusal(code: ErrorCode, more: Partial<Refusal> = {}): Refusal {
  return { code, message: sentence(code, "fr"), retry: errors[code].retry, ...more };
}

/** Answers one call: `route` is `GET /v1/me`, without the query. */
export type HttpAnswer = (call: {
  route: string;
  query: URLSearchParams;
  body: unknown;
  person: FakePerson | null;
}) => unknown;

/** What the fetch function needs from the fake server. */
export type FetchHost = {
  isBlocked(): boolean;
  isSilent(): boolean;
  nextId(): string;
  personOf(token: string): FakePerson | null;
  receive(connection: FakeConnection, frame: UpFrame): void;
  http: HttpAnswer;
};

/** A `fetch` that the fake server answers: plain calls, and the stream that replaces a WebSocket. */
export function fakeFetch(host: FetchHost): typeof fetch {
  const streams = new Map<string, FakeConnection>();

  const openStream = (hello: UpFrames["hello"], signal: AbortSignal | null | undefined) => {
    const text = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const connection = new FakeConnection(host.nextId(), {
          kind: "sse",
          deliver: (frame) => {
            if (!host.isSilent()) {
              controller.enqueue(text.encode(`data: ${JSON.stringify(frame)}\n\n`));
            }
          },
          end: () => controller.close(),
        });
        streams.set(connection.id, connection);
        signal?.addEventListener("abort", () => {
          if (!connection.isOpen) return;
          connection.isOpen = false;
          controller.error(new DOMException("aborted", "AbortError"));
        });
        host.receive(connection, hello);
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };

  return async (input, init) => {
    const url = new URL(String(input));
    const route = `${init?.method ?? "GET"} ${url.pathname}`;
    if (host.isBlocked()) throw new TypeError("fetch failed");
    if (host.isSilent()) {
      return new Promise((_, reject) => {
        init?.signal?.addEventListener("abort", () => reject(new TypeError("aborted")));
      });
    }
    const token = new Headers(init?.headers).get("authorization")?.replace("Bearer ", "") ?? null;
    const body: unknown = init?.body === undefined ? undefined : JSON.parse(String(init.body));
    if (route === "POST /v1/stream") return openStream(body as UpFrames["hello"], init?.signal);
    try {
      const stream = /^POST \/v1\/stream\/(.+)$/.exec(route);
      if (stream !== null) {
        const connection = streams.get(stream[1] ?? "");
        if (connection?.isOpen !== true) throw new FakeRefusal("not_found");
        for (const frame of body as UpFrame[]) host.receive(connection, frame);
        return new Response(null, { status: 202 });
      }
      const person = token === null ? null : host.personOf(token);
      if (token !== null && person === null) throw new FakeRefusal("token_expired");
      return Response.json(await host.http({ route, query: url.searchParams, body, person }));
    } catch (error) {
      if (!(error instanceof FakeRefusal)) throw error;
      const { refusal } = error;
      return Response.json(refusal, { status: errors[refusal.code].status });
    }
  };
}
