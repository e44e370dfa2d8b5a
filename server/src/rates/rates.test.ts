import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cast, demoPassword, TestServer } from "../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const attempt = (email: string) =>
  server.call("/v1/sessions", { body: { email, password: demoPassword } });

describe("rates over HTTP", () => {
  it("let a burst of 200 requests of one person pass, then refuse visibly and say when", async () => {
    const token = await server.token(cast.awa);
    const ask = () => server.call("/v1/kinds", { token });
    const burst = await Promise.all(Array.from({ length: 200 }, ask));
    expect(burst.every(({ status }) => status === 200)).toBe(true);
    const more = await Promise.all(Array.from({ length: 300 }, ask));
    const refused = more.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({ code: "too_many_requests", retry: "later" });
    expect(refused?.body.retry_after_ms).toBeGreaterThan(0);
    expect(refused?.headers.get("retry-after")).toBe("1");
  });

  it("count each person for themselves", async () => {
    const token = await server.token(cast.moussa);
    expect((await server.call("/v1/kinds", { token })).status).toBe(200);
  });

  it("let a burst of 100 messages pass and store none of those refused", async () => {
    const conversation = await server.newConversation();
    const token = await server.token(cast.moussa);
    const path = `/v1/conversations/${conversation}/messages`;
    const send = (_: unknown, index: number) =>
      server.call(path, { token, body: { text: `n° ${index}` } });
    const answers = await Promise.all(Array.from({ length: 170 }, send));
    const stored = answers.filter(({ status }) => status === 201).length;
    expect(stored).toBeGreaterThanOrEqual(100);
    expect(answers.filter(({ status }) => status === 429).length).toBe(170 - stored);
    const state = await server.call<{ last_number: number }>(`/v1/conversations/${conversation}`, {
      token: await server.token(cast.claire),
    });
    // The first one is the system's own.
    expect(state.body.last_number).toBe(stored + 1);
  });

  it("have a bucket of their own for signing in, by address and account", async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => attempt("no@body.demo")));
    expect(answers.some(({ status }) => status === 429)).toBe(true);
    expect((await attempt(cast.oscar)).status).toBe(200);
  });
});
