import { deviceErrors, type Language, type Refusal, type Voice } from "@relais/protocol";
import type { Clock } from "../clock.ts";
import { NetworkError, RelaisError } from "../errors.ts";
import { refusalFrom } from "../http/refusal.ts";
import { address } from "../transport/transport.ts";

export type UploadOptions = {
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  language: () => Language | undefined;
  getToken: (refused?: string) => Promise<string | null>;
};

/** Where it will be: with a message of a conversation, or with the proof of a step of a case. */
export type UploadPlace = { conversationId: string } | { caseId: string };

export type FileUpload = UploadPlace & {
  name: string;
  blob: Blob;
  /** Present when it is a voice note. */
  voice?: Voice | undefined;
  /** The upload that was begun earlier. */
  id: string | null;
  /** A new upload was begun: remember it, so that another tab or another day can go on. */
  begun: (id: string) => Promise<void>;
  /** Bytes that the server has. */
  progress: (bytes: number) => void;
  signal: AbortSignal;
};

/** The first piece is small enough for 2G; then as the link shows itself. */
const firstPiece = 65_536;
const smallestPiece = 16_384;
const largestPiece = 1_048_576;
const quickMs = 2_000;
const slowMs = 10_000;
const patienceMs = 60_000;

/**
 * Uploads a file by tus, from where it stands. Resolves with its id when the server has looked at all of it.
 * Rejects with RelaisError when refused, or when this device cannot read it any more, with NetworkError when there
 * is no answer or it was aborted.
 */
export async function uploadFile(options: UploadOptions, file: FileUpload): Promise<string> {
  const { blob, begun, progress } = file;
  let standing = file.id === null ? null : await stand(options, file.id, file.signal);
  if (standing === null) {
    // The server need not hear of a file that is gone.
    if (blob.size === 0) throw unreadable(options);
    await read(options, blob.slice(0, 1));
    const id = await begin(options, file);
    await begun(id);
    standing = { id, offset: 0 };
  }
  let { offset } = standing;
  let piece = firstPiece;
  progress(offset);
  while (offset < blob.size) {
    const before = options.clock.now();
    const answer = await ask(options, file.signal, `/v1/uploads/${standing.id}`, {
      method: "PATCH",
      headers: {
        "content-type": "application/offset+octet-stream",
        "upload-offset": String(offset),
      },
      body: await read(options, blob.slice(offset, offset + piece)),
    });
    offset = Number(answer.headers.get("upload-offset") ?? offset + piece);
    progress(Math.min(offset, blob.size));
    const took = options.clock.now() - before;
    if (took < quickMs) piece = Math.min(piece * 2, largestPiece);
    else if (took > slowMs) piece = Math.max(piece / 2, smallestPiece);
  }
  return standing.id;
}

/** By itself: where `fetch` reads, a file that is gone looks like a link that broke. */
async function read(options: UploadOptions, piece: Blob): Promise<ArrayBuffer> {
  try {
    return await piece.arrayBuffer();
  } catch {
    throw unreadable(options);
  }
}

function unreadable({ language }: UploadOptions): RelaisError {
  const { [language() ?? "fr"]: message, retry } = deviceErrors.file_unreadable;
  return new RelaisError({ code: "file_unreadable", message, retry });
}

/** Tells the server that an upload is not wanted any more; if it does not hear, it erases it in a day. */
export async function forgetUpload(options: UploadOptions, id: string): Promise<void> {
  const { signal } = new AbortController();
  await ask(options, signal, `/v1/uploads/${id}`, { method: "DELETE" }).catch(() => {});
}

async function begin(options: UploadOptions, file: FileUpload): Promise<string> {
  const { name: filename, voice } = file;
  const metadata = {
    filename,
    ...("caseId" in file ? { case_id: file.caseId } : { conversation_id: file.conversationId }),
    ...(voice && { kind: "voice", waveform: voice.waveform.join() }),
  };
  const answer = await ask(options, file.signal, "/v1/uploads", {
    method: "POST",
    headers: {
      "upload-length": String(file.blob.size),
      "upload-metadata": Object.entries(metadata)
        .map(([key, value]) => `${key} ${base64(value)}`)
        .join(","),
    },
  });
  const id = answer.headers.get("location")?.split("/").at(-1);
  if (!id) throw new NetworkError("the upload was given no address");
  return id;
}

/** Where an upload stands; null when the server does not have it any more. */
async function stand(options: UploadOptions, id: string, signal: AbortSignal) {
  try {
    const answer = await ask(options, signal, `/v1/uploads/${id}`, { method: "HEAD" });
    return { id, offset: Number(answer.headers.get("upload-offset") ?? 0) };
  } catch (error) {
    // A refusal of HEAD has no words. Beginning anew brings them, or gets past it.
    if (error instanceof HeadRefused) return null;
    throw error;
  }
}

class HeadRefused extends Error {}

/** The upload is gone, or what came was looked at and refused for good. */
const finalStatuses = new Set([400, 404, 413, 415]);

async function ask(
  options: UploadOptions,
  signal: AbortSignal,
  path: string,
  init: RequestInit,
): Promise<Response> {
  const token = await options.getToken();
  const told = await once(options, signal, path, init, token);
  if (told.answer.status !== 401 || token === null) return checked(told, init.method);
  const next = await options.getToken(token);
  return checked(await once(options, signal, path, init, next), init.method);
}

/** An answer; what refuses is read to its end, because a link may fall silent in the middle. */
type Told = { answer: Response; refusal: Refusal | null };

async function once(
  { baseUrl, fetch, clock, language }: UploadOptions,
  signal: AbortSignal,
  path: string,
  init: RequestInit,
  token: string | null,
): Promise<Told> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  const cancel = clock.after(patienceMs, stop);
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  const said = language();
  try {
    const answer = await fetch(address(baseUrl, path), {
      ...init,
      headers: {
        ...init.headers,
        "tus-resumable": "1.0.0",
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(said === undefined ? {} : { "accept-language": said }),
      },
      signal: abort.signal,
    });
    return { answer, refusal: answer.ok ? null : await refusalFrom(answer) };
  } catch (error) {
    throw new NetworkError(`${path} was not answered`, { cause: error });
  } finally {
    cancel();
    signal.removeEventListener("abort", stop);
  }
}

function checked({ answer, refusal }: Told, method: string | undefined): Response {
  if (answer.ok) return answer;
  if (method === "HEAD" && finalStatuses.has(answer.status)) throw new HeadRefused();
  if (refusal !== null) throw new RelaisError(refusal);
  throw new NetworkError(`the upload was answered ${answer.status}`);
}

/** Any text, by its UTF-8. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
