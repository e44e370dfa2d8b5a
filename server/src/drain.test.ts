import type { Sent } from "@relais/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSocket, openStream } from "./testing/live.ts";
import { type Answer, cast, TestServer } from "./testing/test-server.ts";

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.stop());

const hello = async (email: string) => ({
  type: "hello",
  version: 1,
  token: await server.token(email),
});

describe("going down", () => {
  it("tells sockets and streams to come back, with the code of a restart", async () => {
    const socket = await openSocket(server.url);
    socket.send(await hello(cast.awa));
    await socket.frames.next("welcome");
    const stream = await openStream(server.url, await hello(cast.moussa));
    await stream.frames.next("welcome");
    const stopped = server.running.stop();
    for (const { frames } of [socket, stream]) {
      const bye = await frames.next("bye");
      expect(bye).toMatchObject({ reason: "restarting", code: 1012, reconnect: true });
      expect(bye.after_ms).toBeGreaterThan(0);
    }
    expect(await socket.closed).toBe(1012);
    await stopped;
  });

  it("answers what was under way: every send is stored and acknowledged, or refused (P1)", async () => {
    const conversation = await server.newConversation();
    const token = await server.token(cast.awa);
    const path = `/v1/conversations/${conversation}/messages`;
    const sends = Array.from({ length: 50 }, (_, index) =>
      server
        .call<Sent>(path, { token, body: { text: `n° ${index}`, client_id: `n-${index}` } })
        .catch((): Answer<Sent> | undefined => undefined),
    );
    await sends[0];
    const stopped = server.running.stop();
    const answers = await Promise.all(sends);
    await stopped;
    // Not answered at all is only for those whose connection was never accepted.
    const statuses = new Set(answers.flatMap((answer) => answer?.status ?? []));
    expect([...statuses].filter((status) => status !== 201 && status !== 503)).toEqual([]);
    expect(statuses).toContain(201);
  });

  it("N8.2: answers what was sent before its goodbye was heard: stored, or refused for later", async () => {
    const conversation_id = await server.newConversation();
    const socket = await openSocket(server.url);
    socket.send(await hello(cast.awa));
    await socket.frames.next("welcome");
    const many = 200;
    const put = (index: number) =>
      socket.send({
        type: "send",
        ref: index,
        conversation_id,
        client_id: `n-${index}`,
        text: String(index),
      });
    put(0);
    await socket.frames.next("ack");
    for (let index = 1; index < many; index += 1) put(index);
    const stopped = server.running.stop();
    expect(await socket.closed).toBe(1012);
    const frames = socket.frames.rest();
    const said = frames.flatMap((frame) =>
      "ref" in frame && frame.ref !== undefined ? [frame.ref] : [],
    );
    expect(said.toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: many - 1 }, (_, index) => index + 1),
    );
    for (const frame of frames) {
      if (frame.type === "refused") expect(frame.retry).toBe("later");
    }
    await stopped;
  });

  it("takes no new work: 503 with a word and a time, and /readyz says so", async () => {
    const conversation = await server.newConversation();
    const token = await server.token(cast.awa);
    // A body that is still on its way keeps the server up while we look.
    const { readable, writable } = new TextEncoderStream();
    const body = writable.getWriter();
    void body.write('{"text":"');
    const slow = fetch(`${server.url}/v1/conversations/${conversation}/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: readable,
      duplex: "half",
    } as RequestInit);
    await server.call("/healthz");
    const during = Promise.all([
      server.call("/v1/me", { token }),
      server.call("/readyz"),
      server.call("/healthz"),
    ]);
    const stopped = server.running.stop();
    const [refused, ready, alive] = await during;
    expect(refused.status).toBe(503);
    expect(refused.body).toMatchObject({ code: "shutting_down", retry: "later" });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(ready).toMatchObject({ status: 503, text: "draining\n" });
    expect(alive.status).toBe(200);
    await body.write('Bonjour"}');
    await body.close();
    expect((await slow).status).toBe(201);
    await stopped;
  });

  it("is done once, however often it is asked for", async () => {
    expect(server.running.stop()).toBe(server.running.stop());
    await server.running.stop();
    await expect(fetch(server.url)).rejects.toThrow("fetch failed");
  });
});
