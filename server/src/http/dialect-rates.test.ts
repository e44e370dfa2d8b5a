import { errors } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openapiJson } from "../openapi/describe.ts";
import { cast, TestServer } from "../testing/test-server.ts";

type Operation = { tags?: string[]; responses: Record<string, object> };
type Document = { paths: Record<string, Record<string, Operation>> };

const document = JSON.parse(await openapiJson()) as Document;
const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { tags = [] }]) => tags.some((tag) => tag.startsWith("Documented API")))
    .map(([method, operation]) => ({ title: `${method} ${path}`, method, path, operation })),
);

/** Where each API puts its sentence. */
const wordsAt = ({ path, operation }: (typeof calls)[number]): string => {
  if (path.includes("{*}")) return "error";
  return operation.tags?.[0]?.includes("garage") ? "message" : "detail";
};

let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await TestServer.start();
  token = await server.token(cast.awa);
  // Time stands still: what is used up stays so.
  const now = performance.now();
  vi.spyOn(performance, "now").mockReturnValue(now);
  const until429 = async (path: string, bearer?: string) => {
    const call = () => server.call(path, bearer === undefined ? {} : { token: bearer });
    for (let status = 0; status !== 429; ) {
      const answers = await Promise.all(Array.from({ length: 50 }, call));
      status = answers.at(-1)?.status ?? 0;
    }
  };
  await until429("/v1/me", token);
  await until429("/v1/demo");
}, 60_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await server.stop();
});

describe("whoever asks too much", () => {
  it.each(calls)(
    "is refused in the words of the API, and told when to come back: $title",
    async (call) => {
      const { method, path, operation } = call;
      const address = path.replace("{*}", "chats.json").replaceAll(/\{\w+\}/g, crypto.randomUUID());
      const body = method === "get" || method === "delete" ? {} : { body: {} };
      const answer = await server.call<Record<string, unknown>>(address, {
        method: method.toUpperCase(),
        token,
        ...body,
      });
      expect(answer.status).toBe(429);
      expect(answer.body).toEqual({ [wordsAt(call)]: errors.too_many_requests.fr });
      expect(answer.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
      expect(operation.responses).toHaveProperty("429");
    },
  );
});
