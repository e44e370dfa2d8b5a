import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import {
  type Actor,
  cancelUpload,
  type Core,
  finishUpload,
  ownUpload,
  receiveParts,
  RefusedError,
  startUpload,
  type UploadPlace,
} from "@relais/core";
import { oneOf, type Words } from "@relais/protocol";
import { DataStore, Server, Upload } from "@tus/server";
import type { FastifyReply } from "fastify";

/** What a request brings along through the library: who asks, and what our commands refused. */
type Visit = { readonly actor: Actor; refused: unknown };

/** The tus protocol (tus.io, version 1) over our upload commands. */
export class Tus {
  readonly #visits = new AsyncLocalStorage<Visit>();
  readonly #server: Server;

  constructor(core: Core) {
    const visit = (): Visit => {
      const current = this.#visits.getStore();
      if (current === undefined) throw new Error("an upload is asked for outside of a request");
      return current;
    };
    this.#server = new Server({
      path: "/v1/uploads",
      relativeLocation: true,
      datastore: new CoreStore(core, () => visit().actor),
      // The store gives another; until then this is what the creation is locked by.
      namingFunction: () => randomUUID(),
      // Our own app decides which pages may call.
      allowedOrigins: () => false,
      onUploadFinish: async (_request, { id }) => {
        await finishUpload(core, visit().actor, id);
        return {};
      },
      onResponseError: (_request, error) => {
        visit().refused = error;
        return undefined;
      },
    });
  }

  /** Answers as tus says; what our commands refuse is thrown, to be answered like every refusal. */
  async answer(actor: Actor, raw: IncomingMessage, reply: FastifyReply): Promise<void> {
    const visit: Visit = { actor, refused: undefined };
    const response = await this.#visits
      .run(visit, () => this.#server.handleWeb(asRequest(raw)))
      .finally(() => letPass(raw));
    if (visit.refused instanceof RefusedError) throw visit.refused;
    if (response.status >= 500) throw visit.refused;
    for (const [name, value] of response.headers) reply.header(name, value);
    const text = await response.text();
    await reply.code(response.status).send(text === "" ? undefined : text);
  }
}

/** Bytes that nobody wants any more: left where they are, they would hold up whatever comes next on this connection. */
function letPass(raw: IncomingMessage): void {
  if (raw.readableEnded) return;
  // The library's stream has stopped listening, and would pause it again.
  raw.removeAllListeners("data");
  raw.resume();
}

function asRequest(raw: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  const { method = "GET" } = raw;
  const bodiless = method === "GET" || method === "HEAD" || method === "DELETE";
  return new Request(`http://server${raw.url}`, {
    method,
    headers,
    ...(!bodiless && { body: Readable.toWeb(raw) as ReadableStream, duplex: "half" }),
  });
}

class CoreStore extends DataStore {
  override extensions = ["creation", "creation-with-upload", "termination"];
  readonly #core: Core;
  readonly #actor: () => Actor;

  constructor(core: Core, actor: () => Actor) {
    super();
    this.#core = core;
    this.#actor = actor;
  }

  override async create(upload: Upload): Promise<Upload> {
    const { filename, conversation_id, case_id, kind = "file", waveform } = upload.metadata ?? {};
    const place = placeOf(conversation_id, case_id);
    if (kind !== "file" && kind !== "voice") {
      throw new RefusedError("invalid_body", { fields: { kind: oneOf(["file", "voice"]) } });
    }
    upload.id = await startUpload(this.#core, this.#actor(), {
      ...place,
      name: filename ?? "",
      bytes: upload.size ?? 0,
      ...(kind === "voice" && { voice: { waveform: waveform ?? null } }),
    });
    return upload;
  }

  override write(stream: Readable, id: string, offset: number): Promise<number> {
    return receiveParts(this.#core, this.#actor(), id, offset, stream);
  }

  override async getUpload(id: string): Promise<Upload> {
    const file = await ownUpload(this.#core, this.#actor(), id);
    return new Upload({ id, size: file.announced_bytes, offset: file.received_bytes });
  }

  override remove(id: string): Promise<void> {
    return cancelUpload(this.#core, this.#actor(), id);
  }
}

/** With a message of a conversation, or with the proof of a step of a case. */
function placeOf(conversation_id?: string | null, case_id?: string | null): UploadPlace {
  if (conversation_id && case_id) {
    throw new RefusedError("invalid_body", { fields: { case_id: onePlace } });
  }
  if (case_id && isId(case_id)) return { case_id };
  if (!conversation_id || !isId(conversation_id)) throw new RefusedError("not_found");
  return { conversation_id };
}

const onePlace: Words = {
  fr: "Nommez une conversation ou un dossier, pas les deux.",
  en: "Name a conversation or a case, not both.",
};

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
