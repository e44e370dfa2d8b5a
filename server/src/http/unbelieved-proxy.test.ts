import { fastify } from "fastify";
import { expect, it } from "vitest";
import type { App } from "./route.ts";
import { warnOfUnbelievedProxy } from "./unbelieved-proxy.ts";

async function linesAfter(publicUrl: string | undefined, headers: Record<string, string>) {
  const lines: string[] = [];
  const ignore = () => {};
  const warn = (_details: object, text: string) => lines.push(text);
  const log = { error: ignore, warn, info: ignore, debug: ignore };
  const app = fastify();
  // The hook asks for nothing that our types add to Fastify's.
  warnOfUnbelievedProxy(app as unknown as App, publicUrl, log);
  for (const url of ["/one", "/two"]) await app.inject({ url, headers });
  await app.close();
  return lines;
}

const forwarded = { "x-forwarded-for": "203.0.113.7" };

it("says once that PUBLIC_URL is lacking behind a proxy", async () => {
  expect(await linesAfter(undefined, forwarded)).toEqual([expect.stringContaining("PUBLIC_URL")]);
});

it("says nothing without a proxy, or where it is believed", async () => {
  expect(await linesAfter(undefined, {})).toEqual([]);
  expect(await linesAfter("https://chat.example.org", forwarded)).toEqual([]);
});
