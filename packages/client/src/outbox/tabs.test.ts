import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFakeTabs, turn, until } from "../testing/index.ts";
import { FakeUploads } from "../testing/fake-uploads.ts";
import { createWorld, type World } from "../testing/world.ts";
import type { ClientOptions } from "../types.ts";
import { indexedDbOutbox } from "./indexed-db-storage.ts";

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

type Tabs = ReturnType<typeof createFakeTabs>;

/** One tab of Awa's browser, with the conversation open. */
async function openTab(world: World, id: string, tabs: Tabs, more: Partial<ClientOptions> = {}) {
  const client = world.client(world.server.cast.awa, {
    outbox: indexedDbOutbox("relais-outbox"),
    tabs,
    ...more,
  });
  const conversation = client.conversation(id);
  conversation.view.subscribe(() => {});
  client.start();
  await until(conversation.view, (view) => view.status === "ready");
  await turn();
  return { client, conversation };
}

const senders = (world: World) =>
  world.server.connections.filter((one) => one.received.some((frame) => frame.type === "send"));

describe("an outbox in IndexedDB", () => {
  it("keeps a change of a message too, and shows it again when the page is opened again", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const { awa } = world.server.cast;
    shared.say(awa, "Rond-point");
    const tabs = createFakeTabs();
    const first = await openTab(world, shared.id, tabs);
    world.server.dropConnections();
    world.server.block("websocket");
    world.server.block("http");
    first.conversation.send("J’arrive");
    void first.conversation.edit(1, "Rond-point de la paix");
    void first.conversation.react(1, "👍");
    await turn();
    await first.client.stop();
    world.server.unblock("websocket");
    world.server.unblock("http");
    world.server.answer("edit", () => {});
    const second = await openTab(world, shared.id, tabs);
    await turn();
    const shown = () => second.conversation.view.get().messages.find(({ number }) => number === 1);
    expect(shown()).toMatchObject({
      text: "Rond-point de la paix",
      reactions: { [awa.id]: "👍" },
      change: { state: "waiting" },
    });
    world.server.answer("edit", () => false);
    await world.clock.advance(30_000);
    await turn();
    expect(shared.messages[0]).toMatchObject({
      text: "Rond-point de la paix",
      reactions: { [awa.id]: "👍" },
    });
    expect(shown()?.change).toBeUndefined();
    expect(shared.messages[1]?.text).toBe("J’arrive");
  });

  it("P1: survives a killed tab: the message goes when the page is opened again", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    world.server.block("websocket");
    world.server.block("http");
    const killed = world.client(world.server.cast.awa, { tabs: createFakeTabs() });
    killed.start();
    killed.conversation(shared.id).send("Avant la coupure");
    killed.conversation(shared.id).send("Puis ceci");
    await expect
      .poll(() => indexedDbOutbox("relais-outbox http://relais.test").list())
      .toHaveLength(2);
    // The tab is gone: nothing of it is asked again. Another browser process opens the page.
    world.server.unblock("websocket");
    const reopened = world.client(world.server.cast.awa, { tabs: createFakeTabs() });
    const conversation = reopened.conversation(shared.id);
    conversation.view.subscribe(() => {});
    reopened.start();
    await until(
      conversation.view,
      ({ messages }) => messages.length === 2 && messages.every((one) => one.delivery === "sent"),
    );
    expect(shared.messages.map(({ text }) => text)).toEqual(["Avant la coupure", "Puis ceci"]);
  });

  it("keeps a failed message with its reason", async () => {
    const storage = indexedDbOutbox("kept");
    const entry = await storage.add({
      client_id: "one",
      conversation_id: "c",
      sender_id: null,
      text: "Bonjour",
      created_at: "2026-11-20T08:00:00.000Z",
      state: "waiting",
    });
    const refusal = { code: "forbidden", message: "Non.", retry: "never" } as const;
    await storage.update({ ...entry, state: "failed", refusal });
    await storage.close();
    const [kept] = await indexedDbOutbox("kept").list();
    expect(kept).toMatchObject({ client_id: "one", state: "failed", refusal });
  });

  it("falls back to memory when the browser refuses the database", async () => {
    const refusing = {
      open: () => {
        throw new DOMException("denied", "SecurityError");
      },
    };
    vi.stubGlobal("indexedDB", refusing);
    const world = createWorld();
    const shared = world.server.addConversation();
    const { conversation } = await openTab(world, shared.id, createFakeTabs());
    conversation.send("Navigation privée");
    await until(conversation.view, ({ messages }) => messages[0]?.delivery === "sent");
    expect(shared.messages).toHaveLength(1);
  });
});

describe("what a browser takes away", () => {
  it("is done without: the database, in the middle of it", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const { conversation } = await openTab(world, shared.id, createFakeTabs());
    world.surroundings.setOnline(false);
    conversation.send("Gardé");
    await expect.poll(() => indexedDbOutbox("relais-outbox").list()).toHaveLength(1);
    // A newer build in another tab has changed it: this one can open it no more.
    await openDB("relais-outbox", 2);
    world.surroundings.setOnline(true);
    await until(conversation.view, ({ current }) => current);
    await turn();
    expect(shared.messages.map(({ text }) => text)).toEqual(["Gardé"]);
    expect(conversation.view.get().messages[0]?.delivery).toBe("sent");
  });

  it("is done without: locks, as in a frame whose storage is blocked", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    let asked = 0;
    const locks = {
      request: () => {
        asked += 1;
        // Asked without end it would never let go of the page.
        if (asked > 100) return new Promise(() => {});
        return Promise.reject(new DOMException("denied", "SecurityError"));
      },
    };
    const { conversation } = await openTab(world, shared.id, { ...createFakeTabs(), locks });
    conversation.send("Du cadre");
    await turn();
    expect(shared.messages.map(({ text }) => text)).toEqual(["Du cadre"]);
    expect(asked).toBe(1);
  });
});

describe("two tabs of one person", () => {
  it("send by one of them only, in the order of writing", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const tabs = createFakeTabs();
    const first = await openTab(world, shared.id, tabs);
    const second = await openTab(world, shared.id, tabs);
    const written: string[] = [];
    for (let number = 1; number <= 8; number += 1) {
      const text = `Message ${number}`;
      written.push(text);
      (number % 2 ? first : second).conversation.send(text);
      await turn();
    }
    await expect.poll(() => shared.messages).toHaveLength(8);
    expect(shared.messages.map(({ text }) => text)).toEqual(written);
    expect(senders(world)).toHaveLength(1);
    await turn();
    for (const { conversation } of [first, second]) {
      expect(conversation.view.get().messages.map(({ delivery }) => delivery)).toEqual(
        written.map(() => "sent"),
      );
    }
  });

  it("show the same failed message, and either may retry it", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const tabs = createFakeTabs();
    const first = await openTab(world, shared.id, tabs);
    const second = await openTab(world, shared.id, tabs);
    world.server.refuse("send", "forbidden");
    const key = first.conversation.send("Refusé");
    await until(second.conversation.view, ({ messages }) => messages[0]?.delivery === "failed");
    second.conversation.retry(key);
    await until(first.conversation.view, ({ messages }) => messages[0]?.delivery === "sent");
    expect(shared.messages).toHaveLength(1);
  });

  it("of different people send each for themselves", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const tabs = createFakeTabs();
    const hers = await openTab(world, shared.id, tabs);
    const his = await openTab(world, shared.id, tabs, {
      ...world.server.clientOptions(world.server.cast.moussa),
    });
    hers.conversation.send("De Awa");
    his.conversation.send("De Moussa");
    await expect.poll(() => shared.messages).toHaveLength(2);
    expect(senders(world)).toHaveLength(2);
  });

  it("hand the part over when the one who sends loses its connection", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const tabs = createFakeTabs();
    await openTab(world, shared.id, tabs);
    const second = await openTab(world, shared.id, tabs);
    world.server.connections[0]?.close("replaced");
    await turn();
    second.conversation.send("Je prends le relais");
    await until(second.conversation.view, ({ messages }) => messages[0]?.delivery === "sent");
    expect(senders(world)).toEqual([world.server.connections[1]]);
  });

  it("do not upload again what the one before has uploaded", async () => {
    const world = createWorld();
    const uploads = new FakeUploads(world.server);
    const shared = world.server.addConversation();
    const tabs = createFakeTabs();
    const first = await openTab(world, shared.id, tabs, { fetch: uploads.fetch });
    const second = await openTab(world, shared.id, tabs, { fetch: uploads.fetch });
    world.server.answer("send", (connection) =>
      connection === world.server.connections[0] ? undefined : false,
    );
    const photo = new File(["photo"], "photo.jpg", { type: "image/jpeg" });
    first.conversation.send("", { files: [photo] });
    await expect.poll(() => world.server.framesOf("send")).toHaveLength(1);
    await turn();
    await first.client.stop();
    await until(second.conversation.view, ({ messages }) => messages[0]?.delivery === "sent");
    const sent = world.server.framesOf("send").map(({ attachments }) => attachments);
    expect(sent).toEqual([uploads.ids(), uploads.ids()]);
    expect(uploads.ids()).toHaveLength(1);
  });

  it("do not wait for one that the phone has frozen with its lock", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const tabs = createFakeTabs();
    // Its channel hears nothing and its sends go nowhere, as in a suspended page.
    const deaf = { ...tabs, openChannel: createFakeTabs().openChannel };
    await openTab(world, shared.id, deaf);
    world.server.answer("send", (connection) =>
      connection === world.server.connections[0] ? undefined : false,
    );
    const second = await openTab(world, shared.id, tabs);
    const key = second.conversation.send("Y a quelqu’un ?");
    const written = async () => {
      await world.clock.advance(1_000);
      return shared.messages;
    };
    await expect.poll(written).toHaveLength(1);
    await turn();
    expect(second.conversation.view.get().messages[0]).toMatchObject({ key, delivery: "sent" });
  });
});
