import type { Answer, TestServer } from "./test-server.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const tus = { "tus-resumable": "1.0.0" };

/** What an upload may say besides its name and its conversation. */
type More = Readonly<Record<string, string>>;

/** Begins an upload; the id is the end of `location`. */
export function beginUpload(
  server: TestServer,
  token: string,
  conversation_id: string,
  name: string,
  bytes: number,
  more: More = {},
): Promise<Answer<unknown>> {
  const metadata = Object.entries({ filename: name, conversation_id, ...more })
    .map(([key, value]) => `${key} ${base64(value)}`)
    .join();
  return server.call("/v1/uploads", {
    method: "POST",
    token,
    headers: { ...tus, "upload-length": String(bytes), "upload-metadata": metadata },
  });
}

export function idOf({ headers }: Answer<unknown>): string {
  return headers.get("location")?.split("/").at(-1) ?? "";
}

/** Sends bytes of an upload from `offset` on. */
export async function sendPart(
  server: TestServer,
  token: string,
  id: string,
  offset: number,
  bytes: Uint8Array,
): Promise<{ status: number; headers: Headers; text: string }> {
  const response = await fetch(`${server.url}/v1/uploads/${id}`, {
    method: "PATCH",
    headers: {
      ...tus,
      authorization: `Bearer ${token}`,
      "accept-language": "en",
      "upload-offset": String(offset),
      "content-type": "application/offset+octet-stream",
    },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

export function headUpload(
  server: TestServer,
  token: string,
  id: string,
): Promise<Answer<unknown>> {
  return server.call(`/v1/uploads/${id}`, { method: "HEAD", token, headers: tus });
}

export function deleteUpload(server: TestServer, token: string, id: string) {
  return server.call(`/v1/uploads/${id}`, { method: "DELETE", token, headers: tus });
}

/** A whole file in one go. Returns the upload's id and what the last part was answered. */
export async function upload(
  server: TestServer,
  token: string,
  conversation: string,
  name: string,
  bytes: Uint8Array,
  more: More = {},
): Promise<{ id: string; status: number; text: string }> {
  const id = idOf(await beginUpload(server, token, conversation, name, bytes.byteLength, more));
  const { status, text } = await sendPart(server, token, id, 0, bytes);
  return { id, status, text };
}
