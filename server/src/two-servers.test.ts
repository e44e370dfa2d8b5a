import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { CaseView, PositionShare } from "@relais/protocol";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LiveSocket, openSocket } from "./testing/live.ts";
import { type RedisServer, startRedis } from "./testing/start-redis.ts";
import { cast, TestServer } from "./testing/test-server.ts";

const market = { latitude: 12.6392, longitude: -8.0029 };
const north = (metres: number) => ({ ...market, latitude: market.latitude + metres / 111_195 });

let redis: RedisServer;
let here: TestServer;
let there: TestServer;
const sockets: LiveSocket[] = [];

beforeAll(async () => {
  redis = await startRedis();
  here = await TestServer.start({ redisUrl: redis.url });
  there = await here.beside({ redisUrl: redis.url });
}, 60_000);
afterAll(async () => {
  for (const socket of sockets) socket.end();
  await there.stop();
  await here.stop();
  await redis.stop();
});

async function connect(server: TestServer, email: string, follows?: string): Promise<LiveSocket> {
  const socket = await openSocket(server.url);
  sockets.push(socket);
  socket.send({ type: "hello", version: 1, token: await server.token(email) });
  await socket.frames.next("welcome");
  if (follows !== undefined) {
    socket.send({ type: "subscribe", ref: 1, conversation_id: follows });
    await socket.frames.next("subscribed");
  }
  return socket;
}

/** A share of Moussa's until he arrives at the market. */
async function shareToMarket(): Promise<{ id: string; share: PositionShare }> {
  const [awa, moussa] = [await here.token(cast.awa), await here.token(cast.moussa)];
  const body = { kind: "request", title: "Panne au marché", ...market };
  const opened = await here.call<CaseView>("/v1/cases", { body, token: awa });
  const path = `/v1/cases/${opened.body.id}/accept`;
  const { body: taken } = await here.call<CaseView>(path, { body: {}, token: moussa });
  const id = taken.conversation_id ?? "";
  const started = await here.call<PositionShare>(`/v1/conversations/${id}/position-share`, {
    body: { until: "arrival" },
    token: moussa,
  });
  return { id, share: started.body };
}

describe("two servers over one Redis", () => {
  it("N24.12: who is at a case on one is told to colleagues on the other, and to no customer", async () => {
    const { id } = await shareToMarket();
    const path = `/v1/conversations/${id}`;
    const opened = await here.call<{ case: CaseView }>(path, { token: await here.token(cast.awa) });
    const case_id = opened.body.case.id;
    const watch = async (server: TestServer, email: string) => {
      const socket = await connect(server, email);
      socket.send({ type: "watch_cases", ref: 2 });
      await socket.frames.next("counters");
      return socket;
    };
    const claire = await watch(there, cast.claire);
    const awa = await watch(there, cast.awa);
    expect(await claire.frames.next("colleagues")).toMatchObject({ complete: true });
    const other = await watch(here, cast.claire);
    await other.frames.next("colleagues");
    other.send({ type: "attend", case_id });
    expect(await claire.frames.next("colleagues")).toMatchObject({
      complete: false,
      cases: [{ case_id, people: [{ person: { role: "admin" }, writing: false }] }],
    });
    other.end();
    expect(await claire.frames.next("colleagues")).toMatchObject({
      cases: [{ case_id, people: [] }],
    });
    awa.send({ type: "attend", case_id });
    expect(await awa.frames.next("refused")).toMatchObject({ code: "forbidden" });
  });

  it("N12.6 a position told to one is heard from the other, until the share ends; by nobody else", async () => {
    const { id, share } = await shareToMarket();
    const awa = await connect(there, cast.awa, id);
    const oscar = await connect(there, cast.oscar);
    const stranger = await connect(there, cast.stranger);
    const moussa = await connect(here, cast.moussa);
    let clock = Date.UTC(2026, 0, 1);
    const tell = (metres: number): void => {
      clock += 60_000;
      const at = new Date(clock).toISOString();
      const measure = { ...north(metres), accuracy_m: 8, at, age_ms: 0 };
      moussa.send({ type: "position", ref: clock, conversation_id: id, ...measure });
    };
    // A server that has just started may not listen yet: a phone says it again.
    const heard = awa.frames.next("position");
    let metres = 3_000;
    while ((await Promise.race([heard, "silence"])) === "silence") {
      tell((metres -= 10));
      await Promise.race([heard, wait(2_100)]);
    }
    expect(await heard).toMatchObject({ share_id: share.id, user_id: share.user_id });
    expect((await heard).arrival?.distance_m).toBeGreaterThan(2_500);

    // Who follows later is told the last one by this server too.
    const late = await connect(there, cast.awa, id);
    expect((await late.frames.next("position")).share_id).toBe(share.id);

    const ended = awa.frames.next("events");
    await wait(2_100);
    tell(10);
    expect((await ended).events).toMatchObject([
      { type: "position.ended", data: { reason: "arrived" } },
    ]);
    const after = await connect(there, cast.awa, id);
    const outsiders = [oscar, stranger, after];
    for (const one of outsiders) one.send({ type: "ping" });
    await Promise.all(outsiders.map((one) => one.frames.next("pong")));
    for (const one of outsiders) expect(one.frames.waiting("position")).toBe(0);
  });

  it("N1.6 a sign-in that ends on one is closed on the other at once, and nobody else’s", async () => {
    const { access_token } = await here.signInAgain(cast.moussa);
    const gone = await openSocket(there.url);
    sockets.push(gone);
    gone.send({ type: "hello", version: 1, token: access_token });
    await gone.frames.next("welcome");
    const stays = await connect(there, cast.moussa);
    const path = "/v1/sessions/sign-out";
    expect((await here.call(path, { body: {}, token: access_token })).status).toBe(204);
    expect(await gone.closed).toBe(4403);
    expect((await there.call("/v1/cases", { token: access_token })).status).toBe(401);
    stays.send({ type: "ping" });
    await stays.frames.next("pong");
  });

  it("ask again who is there when one is heard that was taken for gone, or never heard before", async () => {
    const moussa = await connect(there, cast.moussa);
    const heard: { from: string; say: string; people?: unknown[] }[] = [];
    const ear = new Redis(redis.url);
    const mouth = new Redis(redis.url);
    try {
      await ear.subscribe("relais");
      ear.on("message", (_channel, text) => heard.push(JSON.parse(text)));
      const from = randomUUID();
      await mouth.publish("relais", JSON.stringify({ from, say: "alive" }));
      const says = (say: string) => heard.filter((one) => one.from !== from && one.say === say);
      await expect.poll(() => says("hello")).toHaveLength(2);
      await expect.poll(() => says("alive").some((one) => one.people?.length)).toBe(true);
      // Once is enough.
      await mouth.publish("relais", JSON.stringify({ from, say: "alive" }));
      await mouth.publish("relais", JSON.stringify({ from, say: "hello" }));
      await expect
        .poll(() => says("alive").filter((one) => one.people).length)
        .toBeGreaterThanOrEqual(4);
      expect(says("hello")).toHaveLength(2);
    } finally {
      moussa.end();
      ear.disconnect();
      mouth.disconnect();
    }
  });

  it("say once that Redis is gone and once that it is back, and hear each other again", async () => {
    const { id } = await shareToMarket();
    const [awa, moussa] = [
      await connect(here, cast.awa, id),
      await connect(there, cast.moussa, id),
    ];
    const both = [here, there];
    const before = both.map((server) => server.log.length);
    const times = (words: string) =>
      both.map((server, index) => server.log.slice(before[index]).split(words).length - 1);
    const gone = "Redis is out of reach";
    const back = "Redis answers again";
    await redis.stop();
    // Whoever has not heard yet that it is gone would not hear that it is back either.
    await expect.poll(() => times(gone)).toEqual([1, 1]);
    // Alone, each goes on, and looks by itself for what the other has written.
    expect((await here.call("/readyz")).status).toBe(200);
    const body = { client_id: randomUUID(), text: "Vous m’entendez ?" };
    const token = await here.token(cast.awa);
    expect((await here.call(`/v1/conversations/${id}/messages`, { body, token })).status).toBe(201);
    expect((await moussa.frames.next("events")).events).toMatchObject([{ type: "message.sent" }]);
    // What was over meanwhile is over there too, once they can hear each other.
    const { access_token } = await here.signInAgain(cast.moussa);
    const leaves = await openSocket(there.url);
    sockets.push(leaves);
    leaves.send({ type: "hello", version: 1, token: access_token });
    await leaves.frames.next("welcome");
    await here.call("/v1/sessions/sign-out", { body: {}, token: access_token });
    redis = await startRedis(redis.url);
    await expect.poll(() => times(back)).toEqual([1, 1]);
    expect(times(gone)).toEqual([1, 1]);
    expect(await leaves.closed).toBe(4403);
    awa.send({ type: "typing", conversation_id: id, active: true });
    expect((await moussa.frames.next("typing")).conversation_id).toBe(id);
  });
});
