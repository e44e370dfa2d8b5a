import type { ErrorCode } from "@relais/protocol";
import { errors } from "@relais/protocol";
import { fakeRefusal } from "./fake-fetch.ts";
import type { FakeServer } from "./fake-server.ts";

type Upload = { length: number; offset: number; metadata: Record<string, string> };

/** The part of the tus protocol that the SDK speaks, before the `fetch` of a fake server. */
export class FakeUploads {
  readonly fetch: typeof fetch;
  readonly forgotten: Promise<void>;
  readonly #uploads = new Map<string, Upload>();
  #forget = () => {};
  #refusal: ErrorCode | null = null;
  #refused: { code: ErrorCode; lost: (() => void) | null } | null = null;
  #piecesLeft = Number.POSITIVE_INFINITY;
  #waiting: (() => void)[] = [];

  constructor(server: FakeServer) {
    this.forgotten = new Promise((resolve) => {
      this.#forget = resolve;
    });
    this.fetch = async (input, init) => {
      const { pathname } = new URL(String(input));
      if (!pathname.startsWith("/v1/uploads")) return server.fetch(input, init);
      return this.#answer(pathname.split("/")[3], init ?? {});
    };
  }

  ids(): string[] {
    return [...this.#uploads.keys()];
  }

  /** Bytes that came, by upload. */
  bytes(): number[] {
    return [...this.#uploads.values()].map(({ offset }) => offset);
  }

  /** What was said of each upload. */
  metadata(): Record<string, string>[] {
    return [...this.#uploads.values()].map(({ metadata }) => metadata);
  }

  /** No piece is taken until `release`. */
  hold(): void {
    this.breakAfter(0);
  }

  /** So many pieces are taken; those after them are not answered until `release`. */
  breakAfter(pieces: number): void {
    this.#piecesLeft = pieces;
  }

  release(): void {
    this.#piecesLeft = Number.POSITIVE_INFINITY;
    for (const go of this.#waiting.splice(0)) go();
  }

  /** The next piece is refused. */
  refuseNext(code: ErrorCode): void {
    this.#refusal = code;
  }

  /** Whatever has come whole is refused from now on. Resolves when the first of these answers was lost on the way. */
  refuseUnheard(code: ErrorCode): Promise<void> {
    return new Promise((lost) => {
      this.#refused = { code, lost };
    });
  }

  async #answer(id: string | undefined, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (id === undefined) {
      const fresh = crypto.randomUUID();
      const length = Number(headers.get("upload-length"));
      const metadata = metadataOf(headers.get("upload-metadata") ?? "");
      this.#uploads.set(fresh, { length, offset: 0, metadata });
      return new Response(null, { status: 201, headers: { location: `/v1/uploads/${fresh}` } });
    }
    const upload = this.#uploads.get(id);
    if (upload === undefined) return new Response(null, { status: 404 });
    if (init.method === "DELETE") {
      this.#uploads.delete(id);
      this.#forget();
      return new Response(null, { status: 204 });
    }
    if (init.method === "PATCH") {
      await this.#turnOf(init.signal);
      if (this.#refusal !== null) return this.#refuse(this.#refusal);
      if (Number(headers.get("upload-offset")) !== upload.offset) {
        return this.#refuse("conflict");
      }
      upload.offset += (init.body as ArrayBuffer).byteLength;
    }
    if (this.#refused !== null && upload.offset === upload.length) {
      // As every server does, without words where only headers are asked for.
      const { code, lost } = this.#refused;
      if (init.method === "HEAD") return new Response(null, { status: errors[code].status });
      if (lost === null) return this.#refuse(code);
      this.#refused = { code, lost: null };
      lost();
      throw new TypeError("the network broke");
    }
    const status = init.method === "PATCH" ? 204 : 200;
    return new Response(null, { status, headers: { "upload-offset": String(upload.offset) } });
  }

  async #turnOf(signal: AbortSignal | null | undefined): Promise<void> {
    if (this.#piecesLeft <= 0) {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.push(resolve);
        signal?.addEventListener("abort", () => reject(new TypeError("aborted")));
      });
      if (signal?.aborted) throw new TypeError("aborted");
    }
    this.#piecesLeft -= 1;
  }

  #refuse(code: ErrorCode): Response {
    this.#refusal = null;
    return Response.json(fakeRefusal(code), { status: errors[code].status });
  }
}

function metadataOf(header: string): Record<string, string> {
  const pairs = header.split(",").map((pair) => pair.split(" "));
  return Object.fromEntries(pairs.map(([key, value]) => [key, atob(value ?? "")]));
}
