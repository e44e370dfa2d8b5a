import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cast, TestServer } from "../testing/test-server.ts";

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await TestServer.start();
  token = (await server.signInAgain(cast.awa)).access_token;
});
afterAll(() => server.stop());

describe("an answer of the API", () => {
  it("goes packed when it is long and the caller reads that", async () => {
    const answer = await server.call("/v1/kinds", {
      token,
      headers: { "accept-encoding": "gzip" },
    });
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    expect(answer.headers.get("vary")).toContain("accept-encoding");
    expect(answer.body).toHaveProperty("kinds");
  });

  it("goes as it is when it is short, or the caller does not read packed ones", async () => {
    const short = await server.call("/v1/me", { token, headers: { "accept-encoding": "gzip" } });
    expect(short.headers.get("content-encoding")).toBeNull();
    const plain = await server.call("/v1/kinds", {
      token,
      headers: { "accept-encoding": "identity" },
    });
    expect(plain.headers.get("content-encoding")).toBeNull();
  });

  it("does not unpack what it is sent: a small body could hold gigabytes", async () => {
    const answer = await fetch(new URL("/v1/sessions", server.url), {
      method: "POST",
      headers: { "content-type": "application/json", "content-encoding": "gzip" },
      body: gzipSync(JSON.stringify({ email: cast.awa, password: "x" })),
    });
    expect(answer.status).toBe(400);
  });
});
