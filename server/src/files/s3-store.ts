import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { type FileStore, StoreFailure } from "@relais/core";
import { AwsClient } from "aws4fetch";
import type { ObjectStore } from "../config.ts";

/** Nobody waits longer for a store that went silent. */
const patienceMs = 30_000;

/** Keeps files in any store that speaks S3: AWS, MinIO, Ceph, R2. Nothing in it is public. */
export class S3Store implements FileStore {
  readonly #client: AwsClient;
  readonly #base: string;

  constructor({ endpoint, bucket, region, accessKeyId, secretAccessKey }: ObjectStore) {
    this.#client = new AwsClient({
      accessKeyId,
      secretAccessKey,
      region,
      service: "s3",
      retries: 2,
    });
    this.#base = `${endpoint.replace(/\/+$/, "")}/${bucket}`;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    // Signed with its content: a store that received something else says so.
    const hash = createHash("sha256").update(bytes).digest("hex");
    const answer = await this.#ask(`/${key}`, {
      method: "PUT",
      body: bytes as Uint8Array<ArrayBuffer>,
      headers: { "x-amz-content-sha256": hash, "content-type": "application/octet-stream" },
    });
    await this.#settle(answer, "PUT");
  }

  async read(key: string, range?: { from: number; to: number }): Promise<Readable | undefined> {
    const answer = await this.#ask(`/${key}`, {
      headers: range === undefined ? {} : { range: `bytes=${range.from}-${range.to}` },
    });
    if (answer.status === 404) {
      await answer.body?.cancel();
      return undefined;
    }
    if (!answer.ok || answer.body === null) return this.#settle(answer, "GET");
    return Readable.fromWeb(answer.body as ReadableStream);
  }

  async remove(key: string): Promise<void> {
    const answer = await this.#ask(`/${key}`, { method: "DELETE" });
    if (answer.status !== 404) await this.#settle(answer, "DELETE");
    else await answer.body?.cancel();
  }

  async removeFolder(folder: string, kept: readonly string[] = []): Promise<void> {
    const query = new URLSearchParams({ "list-type": "2", prefix: `${folder}/` });
    // A page at a time; what was removed is not in the next one.
    for (;;) {
      const answer = await this.#ask(`?${query}`, {});
      const text = await answer.text();
      if (!answer.ok) throw new StoreFailure(`the S3 store answered a list with ${answer.status}`);
      // Our keys have no character that XML would write otherwise.
      const keys = [...text.matchAll(/<Key>([^<]+)<\/Key>/g)]
        .map(([, key]) => key ?? "")
        .filter((key) => !kept.includes(key));
      if (keys.length === 0) return;
      for (const key of keys) await this.remove(key);
    }
  }

  /** Here an object is there whole or not at all. */
  removeDrafts(): Promise<number> {
    return Promise.resolve(0);
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const signal = AbortSignal.timeout(patienceMs);
    try {
      return await this.#client.fetch(this.#base + path, { ...init, signal });
    } catch (cause) {
      throw new StoreFailure("the S3 store does not answer", { cause });
    }
  }

  /** Reads the answer to its end. The store's own words may hold keys: only the status is told. */
  async #settle(answer: Response, method: string): Promise<undefined> {
    await answer.arrayBuffer();
    if (!answer.ok) throw new StoreFailure(`the S3 store answered ${method} with ${answer.status}`);
    return undefined;
  }
}
