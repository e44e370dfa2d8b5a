import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSocket, openStream } from "./testing/live.ts";
import { cast, TestServer } from "./testing/test-server.ts";

const frontends = ["https://app.example.org", "https://shop.example.org"] as const;
let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ frontendUrls: frontends });
});
afterAll(() => server.stop());

const hello = async () => ({
  type: "hello",
  version: 1,
  token: await server.token(cast.awa),
});

describe("the socket", () => {
  it.each([undefined, ...frontends, "own"])("opens for a page of %s", async (from) => {
    const origin = from === "own" ? server.url : from;
    const socket = await openSocket(server.url, origin === undefined ? {} : { origin });
    socket.send(await hello());
    expect((await socket.frames.next("welcome")).user.full_name).toBe("Awa Traoré");
    socket.end();
  });

  it("does not open for a page of another site (N1.7)", async () => {
    await expect(openSocket(server.url, { origin: "https://evil.example" })).rejects.toThrow("403");
  });

  it.each(["/", "/v1/sockets", "/socket.io/x", "/v1/socket/x"])(
    "opens on one path only, not on %s",
    async (path) => {
      await expect(openSocket(server.url, { path })).rejects.toThrow("404");
    },
  );

  it("takes a one-time ticket, once", async () => {
    const { body } = await server.call<{ ticket: string }>("/v1/socket-tickets", {
      method: "POST",
      token: await server.token(cast.awa),
    });
    const first = await openSocket(server.url);
    first.send({ type: "hello", version: 1, ticket: body.ticket });
    await first.frames.next("welcome");
    first.end();
    const second = await openSocket(server.url);
    second.send({ type: "hello", version: 1, ticket: body.ticket });
    expect((await second.frames.next("refused")).code).toBe("ticket_invalid");
    expect(await second.closed).toBe(4401);
  });
});

describe("the stream, where sockets are blocked (N9)", () => {
  it("answers hello with frames, and takes frames by POST", async () => {
    const conversation = await server.newConversation();
    const token = await server.token(cast.awa);
    const stream = await openStream(server.url, await hello());
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    expect(stream.headers.get("cache-control")).toContain("no-store");
    expect(stream.headers.get("x-content-type-options")).toBe("nosniff");
    const { connection_id } = await stream.frames.next("welcome");
    const path = `/v1/stream/${connection_id}`;
    const follow = [{ type: "subscribe", ref: 1, conversation_id: conversation }];
    expect((await server.call(path, { token, body: follow })).status).toBe(202);
    expect((await stream.frames.next("subscribed")).snapshot?.case.status).toBe("accepted");
    // Sent before it is followed, it would come with what was there already, or after it.
    const frames = [
      { type: "typing", conversation_id: conversation, active: true },
      { type: "send", ref: 2, conversation_id: conversation, client_id: "sse", text: "Par SSE" },
    ];
    expect((await server.call(path, { token, body: frames })).status).toBe(202);
    expect((await stream.frames.next("ack")).sent?.number).toBe(2);
    expect((await stream.frames.next("events")).events[0]?.type).toBe("message.sent");

    const stranger = { token: await server.token(cast.moussa), body: frames };
    expect((await server.call(path, stranger)).status).toBe(404);
    expect((await server.call(path, { body: frames })).status).toBe(401);
    expect((await server.call(path, { token, body: [] })).status).toBe(400);
    stream.end();
  });

  it("refuses a body that is not hello, and a page of another site", async () => {
    const answer = await server.call("/v1/stream", { body: { type: "ping" } });
    expect(answer.status).toBe(400);
    await expect(
      openStream(server.url, await hello(), { origin: "https://evil.example" }),
    ).rejects.toThrow("403");
  });
});

describe("a front end that is served elsewhere", () => {
  it.each(frontends)("may call from %s, and read when to come back", async (frontend) => {
    const preflight = await server.call("/v1/me", {
      method: "OPTIONS",
      headers: {
        origin: frontend,
        "access-control-request-method": "GET",
        "access-control-request-headers": "authorization",
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe(frontend);
    // Every method that a call of ours has.
    expect(preflight.headers.get("access-control-allow-methods")?.split(", ").toSorted()).toEqual([
      "DELETE",
      "GET",
      "HEAD",
      "PATCH",
      "POST",
      "PUT",
    ]);
    const answer = await server.call("/v1/kinds", { headers: { origin: frontend } });
    expect(answer.headers.get("access-control-allow-origin")).toBe(frontend);
    expect(answer.headers.get("access-control-expose-headers")).toContain("retry-after");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
  });

  it("is the only kind of page that may", async () => {
    const answer = await server.call("/v1/kinds", { headers: { origin: "https://evil.example" } });
    expect(answer.headers.get("access-control-allow-origin")).not.toBe("https://evil.example");
  });
});
