import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type LiveSocket, openSocket } from "../testing/live.ts";
import { cast, TestServer } from "../testing/test-server.ts";

const nadia = "operations@claims.demo";
let server: TestServer;
const sockets: LiveSocket[] = [];

beforeAll(async () => {
  server = await TestServer.start();
}, 120_000);
afterAll(async () => {
  for (const socket of sockets) socket.end();
  await server.stop();
});

async function connect(email: string): Promise<LiveSocket> {
  const socket = await openSocket(server.url);
  sockets.push(socket);
  socket.send({ type: "hello", version: 1, token: await server.token(email) });
  await socket.frames.next("welcome");
  return socket;
}
const written = async () => (await server.rows()).typing_indicator;

it("C7.4: who types in a conversation of a claim is there to read in SQL, until they have sent", async () => {
  const begun = await server.call<{ id: string }>("/claims/api/conversations/", {
    body: { customer_name: "Hawa Sidibé", subject: "Lave-linge en panne" },
    token: await server.token(nadia),
  });
  const conversation_id = begun.body.id;
  const elsewhere = await server.newConversation();
  const awa = await connect(cast.awa);
  awa.send({ type: "typing", conversation_id: elsewhere, active: true });
  const socket = await connect(nadia);
  socket.send({ type: "typing", conversation_id, active: true });
  // Of the other kinds nothing is written.
  await vi.waitFor(async () => expect(await written()).toBe(1), { timeout: 10_000, interval: 50 });
  socket.send({ type: "typing", conversation_id, active: false });
  await vi.waitFor(async () => expect(await written()).toBe(0), { timeout: 10_000, interval: 50 });
  socket.send({ type: "typing", conversation_id, active: true });
  await vi.waitFor(async () => expect(await written()).toBe(1), { timeout: 10_000, interval: 50 });
  socket.send({ type: "send", ref: 1, conversation_id, client_id: "one", text: "Bonjour" });
  await vi.waitFor(async () => expect(await written()).toBe(0), { timeout: 10_000, interval: 50 });
});
