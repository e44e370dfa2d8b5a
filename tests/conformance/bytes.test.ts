import {
  type Client,
  type Conversation,
  type ConversationView,
  createClient,
  type Readable,
} from "@relais/client";
import { limits } from "@relais/protocol";
import { afterAll, describe, expect, test } from "vitest";
import { CountingProxy } from "./peers/counting-proxy.ts";
import { World } from "./target/world.ts";
import { startOwnServer } from "./target/own-server.ts";

/** What people on metered networks pay for, each way, with everything that belongs to it. */
const messageBytes = 400;
const idleMinuteBytes = 200;

const own = await startOwnServer();
const world = new World(own.baseUrl, own);
const closing: (() => void)[] = [];

afterAll(async () => {
  for (const close of closing) close();
  await world.dispose();
}, 30_000);

type Device = { proxy: CountingProxy; client: Client; conversation: Conversation };

/** Somebody's phone with their list of cases and a conversation on its screen, by the SDK over a network that counts. */
async function phone(part: "customer" | "worker", conversationId: string): Promise<Device> {
  const { id, token } = await world.who(part);
  const proxy = await CountingProxy.open(own.baseUrl);
  const client = createClient({
    baseUrl: proxy.baseUrl,
    getToken: () => Promise.resolve(token),
    viewerId: id,
    transports: ["websocket"],
  });
  const conversation = client.conversation(conversationId);
  const leaves = [client.cases.subscribe(() => {}), conversation.view.subscribe(() => {})];
  client.start();
  closing.push(
    () => leaves.forEach((leave) => leave()),
    () => client.stop(),
    () => proxy.close(),
  );
  await until(conversation.view, ({ messages }) => messages.length > 0);
  await until(client.cases, ({ counters }) => conversationId in counters);
  return { proxy, client, conversation };
}

function until<Shown>(view: Readable<Shown>, holds: (now: Shown) => boolean): Promise<void> {
  return new Promise((resolve) => {
    let leave = () => {};
    const look = () => {
      if (!holds(view.get())) return;
      leave();
      resolve();
    };
    leave = view.subscribe(look);
    look();
  });
}

describe("On a metered network", () => {
  test("a text message costs 400 bytes each way at most: typing, message, answer, receipts and the lists of both", {
    timeout: 60_000,
  }, async () => {
    const { id } = await world.newTalk();
    const socket = await world.connect("customer");
    await socket.say(id, "Bonjour");
    const awa = await phone("customer", id);
    const moussa = await phone("worker", id);
    const say = async (text: string): Promise<void> => {
      awa.conversation.setTyping(true);
      await until(moussa.conversation.view, ({ typing }) => typing.length > 0);
      awa.conversation.send(text);
      await until(moussa.conversation.view, ({ messages }) => messages.at(-1)?.text === text);
      moussa.conversation.markRead();
      const last = ({ messages }: ConversationView) => messages.at(-1);
      await until(awa.conversation.view, (now) => last(now)?.delivery === "read");
      await until(awa.client.cases, ({ counters }) => counters[id]?.preview?.text === text);
      await until(moussa.client.cases, ({ counters }) => counters[id]?.unread === 0);
      for (const { proxy } of [awa, moussa]) await proxy.silence(300);
    };
    await say("Le moteur a chauffé.");
    for (const { proxy } of [awa, moussa]) proxy.reset();
    await say("Je suis au rond-point de la Nation, devant la pharmacie.");
    for (const { proxy } of [awa, moussa]) {
      expect(proxy.up).toBeLessThanOrEqual(messageBytes);
      expect(proxy.down).toBeLessThanOrEqual(messageBytes);
    }
  });

  test("an idle minute costs 200 bytes at most, a list and a conversation being open", {
    timeout: 60_000,
  }, async () => {
    const { proxy } = await phone("customer", (await world.newTalk()).id);
    // What follows the opening has come when nothing has for a moment; then the first sign of life is awaited.
    await proxy.silence(1_000);
    proxy.reset();
    await proxy.heard();
    await proxy.silence(1_000);
    const heartbeats = 60_000 / limits.heartbeatMilliseconds;
    expect(proxy.up).toBeGreaterThan(0);
    expect((proxy.up + proxy.down) * heartbeats).toBeLessThanOrEqual(idleMinuteBytes);
  });
});
