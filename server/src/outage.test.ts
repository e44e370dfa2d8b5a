import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type LiveSocket, openSocket } from "./testing/live.ts";
import { cast, TestServer } from "./testing/test-server.ts";

const patience = { timeout: 20_000 };
let server: TestServer;
let token: string;
let conversation: string;
let socket: LiveSocket;

beforeAll(async () => {
  server = await TestServer.start();
  token = await server.token(cast.awa);
  conversation = await server.newConversation();
  socket = await openSocket(server.url);
  socket.send({ type: "hello", version: 1, token });
  await socket.frames.next("welcome");
}, 60_000);
afterAll(async () => {
  socket.end();
  await server.stop();
});

const send = (client_id: string) =>
  socket.send({ type: "send", ref: 1, conversation_id: conversation, client_id, text: "Bonjour" });
const post = (client_id: string) =>
  server.call(`/v1/conversations/${conversation}/messages`, {
    token,
    body: { text: "Bonjour", client_id },
  });

describe.each([
  [
    "has no connection left",
    "alter database @database connection limit 0",
    "alter database @database connection limit -1",
  ],
  [
    "is a standby after a failover",
    "alter database @database set default_transaction_read_only = on",
    "alter database @database reset default_transaction_read_only",
  ],
])("while the database %s", (_, fail, mend) => {
  afterEach(() => server.changeDatabase(mend));

  it("whoever writes is told to try later, never that it is in vain; and then it is written once", async () => {
    const before = (await server.rows()).message ?? 0;
    await server.changeDatabase(fail);
    const [posted, sent] = [randomUUID(), randomUUID()];
    const { status, body, headers } = await post(posted);
    expect({ status, code: body.code, retry: body.retry }).toEqual({
      status: 503,
      code: "busy",
      retry: "later",
    });
    expect(headers.get("retry-after")).toBe("1");
    send(sent);
    expect(await socket.frames.next("refused")).toMatchObject({ code: "busy", retry: "later" });
    await server.changeDatabase(mend);
    await vi.waitFor(async () => expect((await post(posted)).status).toBe(201), patience);
    send(sent);
    await socket.frames.next("ack");
    send(sent);
    await socket.frames.next("ack");
    expect((await server.rows()).message).toBe(before + 2);
  });
});
