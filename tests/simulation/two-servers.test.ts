import { type Client, type Conversation, createClient } from "@relais/client";
import { startTestDatabase, type TestDatabase, urlOf } from "@relais/core/testing";
import { type RedisServer, startRedis } from "@relais/server/redis";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { messagesOf } from "./check/messages-of.ts";
import { Balancer } from "./network/balancer.ts";
import { cast, type Person, password, Witness } from "./people.ts";
import { ServerProcess } from "./server/server-process.ts";
import { pause } from "./waiting.ts";

const conversations = 4;
/** Of each of the two people in each conversation. */
const devices = 2;
const perSecond = 200;

let database: TestDatabase;
let redis: RedisServer;
const servers: ServerProcess[] = [];
let balancer: Balancer;
let witness: Witness;
const pairs: { readonly client: Client; readonly talk: Conversation }[] = [];

beforeAll(async () => {
  [database, redis] = await Promise.all([startTestDatabase(), startRedis()]);
  const settings = {
    DATABASE_URL: urlOf(database.target),
    REDIS_URL: redis.url,
    RELAIS_MESSAGES_PER_SECOND: "1000",
  };
  for (const _ of "ab") servers.push(await ServerProcess.create(settings));
  for (const server of servers) await server.start();
  balancer = await Balancer.open(servers.map(({ port }) => port));
  witness = new Witness(balancer.url);
}, 120_000);

afterAll(async () => {
  for (const { client } of pairs) await client.stop();
  await balancer.close();
  for (const server of servers) await server.dispose();
  await redis.stop();
  await database.stop();
}, 60_000);

test("P1 P2 P3: of two servers one is killed and the other drained while people write, and nothing is lost, doubled or out of order", {
  timeout: 180_000,
}, async () => {
  const [first, second] = servers as [ServerProcess, ServerProcess];
  const ids = await Promise.all(Array.from({ length: conversations }, newConversation));
  for (const id of ids) {
    for (const person of ["awa", "moussa"] as const) {
      for (let count = 0; count < devices; count += 1) pairs.push(await phone(person, id));
    }
  }
  await vi.waitFor(() => expect(states()).toEqual(pairs.map(() => "connected")), patience);

  /** By conversation and device, in the order of writing. */
  const written = new Map(ids.map((id) => [id, new Map<Client, string[]>()]));
  for (const { client, talk } of pairs) written.get(talk.id)?.set(client, []);
  let writing = true;
  const writers = (async () => {
    for (let count = 0; writing; count += 1) {
      const pair = pairs[count % pairs.length];
      if (pair === undefined) throw new Error("nobody writes");
      const text = `n° ${count}`;
      pair.talk.send(text);
      written.get(pair.talk.id)?.get(pair.client)?.push(text);
      await pause(1_000 / perSecond);
    }
  })();
  await pause(1_500);
  await first.kill();
  await pause(1_500);
  await first.start();
  await pause(1_500);
  await second.drain();
  await pause(500);
  await second.start();
  await pause(1_000);
  writing = false;
  await writers;

  await vi.waitFor(async () => {
    expect(pairs.map(({ client }) => client.unsent.get())).toEqual(pairs.map(() => 0));
    expect(states()).toEqual(pairs.map(() => "connected"));
  }, patience);
  for (const id of ids) {
    const [accepted, ...texts] = messagesOf(await witness.journal("claire", id)).map(
      ({ text }) => text ?? "",
    );
    expect(accepted).toContain("accepté");
    const own = [...(written.get(id)?.values() ?? [])];
    expect(texts.toSorted()).toEqual(own.flat().toSorted());
    for (const device of own) expect(texts.filter((text) => device.includes(text))).toEqual(device);
    // Everybody has read the same, in the same order.
    for (const { talk } of pairs.filter((pair) => pair.talk.id === id)) {
      await vi.waitFor(() => {
        const seen = talk.view.get().messages.map(({ text }) => text);
        expect(seen.length).toBeGreaterThan(30);
        expect(seen).toEqual([accepted, ...texts].slice(-seen.length));
      }, patience);
    }
  }
  for (const { complaints } of servers) expect(complaints).toEqual([]);
});

const patience = { timeout: 60_000, interval: 50 };
const states = () => pairs.map(({ client }) => client.connection.get().status);

async function newConversation(): Promise<string> {
  const { id } = await witness.openCase("awa", "Panne");
  const { conversation_id } = await witness.accept("moussa", id);
  return conversation_id ?? "";
}

/** Somebody's device with a conversation on its screen. */
async function phone(person: Person, id: string): Promise<(typeof pairs)[number]> {
  const answer = await fetch(`${balancer.url}/v1/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: cast[person], password }),
  });
  const { access_token } = (await answer.json()) as { access_token: string };
  const client = createClient({
    baseUrl: balancer.url,
    getToken: () => Promise.resolve(access_token),
    viewerId: await witness.idOf(person),
  });
  const talk = client.conversation(id);
  talk.view.subscribe(() => {});
  client.start();
  return { client, talk };
}
