import { afterEach, describe, expect, it, vi } from "vitest";
import { NetworkError, RelaisError } from "../errors.ts";
import { createFakeClock, createFakeServer, FakeRefusal } from "../testing/index.ts";
import { createHttp } from "./http.ts";

function calls(server = createFakeServer(), doFetch = server.fetch) {
  const clock = createFakeClock();
  const { getToken } = server.clientOptions(server.cast.awa);
  const http = createHttp({
    baseUrl: `${server.url}/`,
    fetch: doFetch,
    clock,
    getToken,
    language: () => "en",
  });
  return { clock, http, server };
}

const proxy = async () => new Response("<h1>502 Bad Gateway</h1>", { status: 502 });

afterEach(() => vi.unstubAllGlobals());

describe("an HTTP call", () => {
  it("carries the token and the language, and answers with the body", async () => {
    const server = createFakeServer();
    const headers: Headers[] = [];
    const { http } = calls(server, (input, init) => {
      headers.push(new Headers(init?.headers));
      return server.fetch(input, init);
    });
    expect(await http.me()).toEqual(server.cast.awa);
    expect(headers[0]?.get("accept-language")).toBe("en");
    expect(headers[0]?.get("authorization")).toBe("Bearer access 1 of Awa Traoré");
  });

  it("is made again once, with another token, when the token has ended", async () => {
    const { http, server } = calls();
    await http.me();
    server.sessions.expireAll();
    expect(await http.me()).toEqual(server.cast.awa);
  });

  it("rejects with the refusal when the server refuses", async () => {
    const { http, server } = calls();
    server.answerHttp("POST /v1/cases/c1/accept", () => {
      throw new FakeRefusal("already_taken", { message: "Moussa s’en occupe déjà." });
    });
    const attempt = http.acceptCase("c1");
    await expect(attempt).rejects.toBeInstanceOf(RelaisError);
    await expect(attempt).rejects.toMatchObject({ refusal: { code: "already_taken" } });
  });

  it("rejects as a network failure when something other than our server answers", async () => {
    const { http } = calls(createFakeServer(), proxy);
    await expect(http.me()).rejects.toBeInstanceOf(NetworkError);
  });

  it("says what may be wrong when nothing came, as a browser does not", async () => {
    const { http, server } = calls(undefined, () => Promise.reject(new TypeError("fetch failed")));
    const message = "/v1/me was not answered";
    await expect(http.me()).rejects.toThrow(`${message}: is ${server.url}/ there?`);
    vi.stubGlobal("location", { origin: "https://shop.example" });
    const hint = `is ${server.url}/ there, with FRONTEND_URL=https://shop.example?`;
    await expect(http.me()).rejects.toThrow(`${message}: ${hint}`);
    vi.stubGlobal("location", { origin: server.url });
    await expect(http.me()).rejects.toThrow(/^\/v1\/me was not answered$/);
  });

  it("is given up after 30 s without an answer", async () => {
    const { clock, http, server } = calls();
    server.goSilent();
    const outcome = http.me().catch((error: unknown) => error);
    await clock.advance(30_000);
    expect(await outcome).toBeInstanceOf(NetworkError);
  });

  it("says that there is no demonstration where demo mode is off", async () => {
    const { http, server } = calls();
    server.answerHttp("GET /v1/demo", () => {
      throw new FakeRefusal("not_found");
    });
    expect(await http.demo()).toBeNull();
  });
});
