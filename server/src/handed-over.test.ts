import { randomUUID } from "node:crypto";
import type { CaseView, ConversationEvent, ConversationState, DownFrame } from "@relais/protocol";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type LiveSocket, openSocket } from "./testing/live.ts";
import { type RedisServer, startRedis } from "./testing/start-redis.ts";
import { cast, TestServer } from "./testing/test-server.ts";

let redis: RedisServer;
let here: TestServer;
let there: TestServer;
const sockets: LiveSocket[] = [];

beforeAll(async () => {
  redis = await startRedis();
  here = await TestServer.start({ redisUrl: redis.url });
  there = await here.beside({ redisUrl: redis.url });
}, 60_000);
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.end();
});
afterAll(async () => {
  await there.stop();
  await here.stop();
  await redis.stop();
});

async function connect(server: TestServer, email: string, follows: string): Promise<LiveSocket> {
  const socket = await openSocket(server.url);
  sockets.push(socket);
  socket.send({ type: "hello", version: 1, token: await server.token(email) });
  await socket.frames.next("welcome");
  socket.send({ type: "subscribe", ref: 1, conversation_id: follows });
  await socket.frames.next("subscribed");
  return socket;
}

const idOf = async (email: string) =>
  (await here.call<{ id: string }>("/v1/me", { token: await here.token(email) })).body.id;

async function handTo(caseId: string, email: string, by: string): Promise<void> {
  const { status } = await here.call(`/v1/cases/${caseId}/assignee`, {
    method: "PUT",
    body: { assignee_id: await idOf(email) },
    token: await here.token(by),
  });
  expect(status).toBe(200);
}

const say = (socket: LiveSocket, conversation_id: string, text: string) =>
  socket.send({ type: "send", ref: 9, conversation_id, client_id: randomUUID(), text });

/** Every event that a connection is told, until this one. */
async function eventsUntil(
  { frames }: LiveSocket,
  last: (event: ConversationEvent) => boolean,
): Promise<ConversationEvent[]> {
  const events: ConversationEvent[] = [];
  while (!events.some(last)) events.push(...(await frames.next("events")).events);
  return events;
}

const says = (text: string) => (event: ConversationEvent) =>
  event.type === "message.sent" && event.data.text === text;
const leaves = ({ type }: ConversationEvent) => type === "participant.left";

/** What came before the server answered once more. */
async function rest(socket: LiveSocket): Promise<readonly DownFrame[]> {
  socket.send({ type: "ping" });
  await socket.frames.next("pong");
  return socket.frames.rest();
}

async function takenRequest(): Promise<{ id: string; talk: string }> {
  const body = { kind: "request", title: "Panne au marché" };
  const opened = await here.call<CaseView>("/v1/cases", {
    body,
    token: await here.token(cast.awa),
  });
  const path = `/v1/cases/${opened.body.id}/accept`;
  const token = await here.token(cast.moussa);
  const { body: taken } = await here.call<CaseView>(path, { body: {}, token });
  return { id: taken.id, talk: taken.conversation_id ?? "" };
}

describe("Whoever hands on the work of a case, on two servers", () => {
  it("P5 N3.9: hears that they left and nothing after it, wherever they are connected", async () => {
    const { id, talk } = await takenRequest();
    const awa = await connect(there, cast.awa, talk);
    const moussas = [
      await connect(here, cast.moussa, talk),
      await connect(there, cast.moussa, talk),
    ];
    await handTo(id, cast.stranger, cast.claire);
    say(awa, talk, "Ne le dites qu’à lui");
    await eventsUntil(awa, says("Ne le dites qu’à lui"));
    for (const moussa of moussas) {
      expect(await moussa.frames.next("refused")).toMatchObject({
        code: "forbidden",
        retry: "never",
        conversation_id: talk,
      });
      say(moussa, talk, "Je suis encore là");
      expect(await moussa.frames.next("refused")).toMatchObject({ ref: 9, code: "forbidden" });
      moussa.send({ type: "subscribe", ref: 2, conversation_id: talk, after: 1 });
      expect(await moussa.frames.next("refused")).toMatchObject({ ref: 2, code: "forbidden" });
      moussa.send({ type: "typing", conversation_id: talk, active: true });
      expect(await moussa.frames.next("refused")).toMatchObject({ code: "forbidden" });
      const told = (await rest(moussa)).flatMap((frame) =>
        frame.type === "events" ? frame.events : [],
      );
      // On the other server the refusal may come before the news that it is about.
      expect(told.findIndex(leaves)).toBe(told.length - 1);
      expect(JSON.stringify(told)).not.toContain("Ne le dites");
    }
  });

  it("N3.9: who reads by their role goes on without a gap", async () => {
    const agent = "agent@claims.demo";
    const operations = "operations@claims.demo";
    const token = await here.token(operations);
    const body = { kind: "claim", title: "Four en panne", guest: { full_name: "Paul Mercier" } };
    const opened = await here.call<CaseView>("/v1/cases", { body, token });
    const { id } = opened.body;
    const talk = opened.body.conversation_id ?? "";
    await handTo(id, operations, operations);
    const nadias = [await connect(here, operations, talk), await connect(there, operations, talk)];
    const { body: before } = await here.call<ConversationState>(`/v1/conversations/${talk}`, {
      token,
    });
    await handTo(id, agent, operations);
    const julien = await connect(there, agent, talk);
    say(julien, talk, "Je reprends");
    for (const nadia of nadias) {
      const events = (await eventsUntil(nadia, says("Je reprends"))).filter(
        ({ seq }) => seq > before.seq,
      );
      expect(events.some(leaves)).toBe(true);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => before.seq + 1 + at));
      expect(nadia.frames.waiting("refused")).toBe(0);
    }
  });

  it("N18.8: whoever is given it again follows it again", async () => {
    const { id, talk } = await takenRequest();
    const moussa = await connect(here, cast.moussa, talk);
    await handTo(id, cast.stranger, cast.claire);
    await moussa.frames.next("refused");
    await handTo(id, cast.moussa, cast.claire);
    moussa.send({ type: "subscribe", ref: 3, conversation_id: talk });
    const { snapshot } = await moussa.frames.next("subscribed");
    expect(snapshot?.former).toMatchObject([{ id: await idOf(cast.stranger) }]);
    say(moussa, talk, "Me revoilà");
    await moussa.frames.next("ack");
  });
});
