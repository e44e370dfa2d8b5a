import { expect, it } from "vitest";
import { NetworkError } from "../errors.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { uploadFile } from "./upload-file.ts";

/** Refuses every piece, and falls silent in the middle of saying why. */
const fallsSilent =
  (asked: () => void): typeof fetch =>
  async (_, init) => {
    if (init?.method === "HEAD") {
      return new Response(null, { headers: { "upload-offset": "0" } });
    }
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"code":"file_type_'));
        init?.signal?.addEventListener("abort", () => controller.error(new Error("aborted")));
      },
    });
    asked();
    return new Response(body, { status: 415 });
  };

it("does not wait for ever for the words of a refusal on a link that has fallen silent", async () => {
  const clock = createFakeClock();
  const asked = Promise.withResolvers<void>();
  const uploaded = uploadFile(
    {
      baseUrl: "http://relais.test",
      fetch: fallsSilent(asked.resolve),
      clock,
      language: () => undefined,
      getToken: async () => null,
    },
    {
      conversationId: "c1",
      name: "photo.jpg",
      blob: new Blob(["some bytes"]),
      id: "u1",
      begun: async () => {},
      progress: () => {},
      signal: new AbortController().signal,
    },
  );
  const outcome = uploaded.catch((error: unknown) => error);
  await asked.promise;
  await clock.advance(60_000);
  expect(await outcome).toBeInstanceOf(NetworkError);
});
