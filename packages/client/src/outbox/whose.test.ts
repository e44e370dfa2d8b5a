import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createClient } from "../client.ts";
import type { FakePerson } from "../testing/cast.ts";
import { createFakeTabs, turn, until } from "../testing/index.ts";
import { createWorld, type World } from "../testing/world.ts";
import { indexedDbOutbox } from "./indexed-db-storage.ts";

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const stored = () => indexedDbOutbox("shared").list();

/** A client that was not told who uses it. */
function unnamed(world: World, person: FakePerson, getToken?: () => Promise<string | null>) {
  const { viewerId: _, ...options } = world.server.clientOptions(person);
  return createClient({
    ...options,
    clock: world.clock,
    surroundings: world.surroundings,
    random: () => 0.5,
    outbox: indexedDbOutbox("shared"),
    tabs: createFakeTabs(),
    ...(getToken && { getToken }),
  });
}

function open(client: ReturnType<typeof unnamed>, id: string) {
  const conversation = client.conversation(id);
  conversation.view.subscribe(() => {});
  return conversation;
}

describe("a client that was not told who uses it", () => {
  it("keeps and sends nothing before the server has said who it is, then in their name", async () => {
    const world = createWorld();
    const { awa } = world.server.cast;
    const shared = world.server.addConversation();
    const client = unnamed(world, awa);
    const conversation = open(client, shared.id);
    conversation.send("Un");
    conversation.send("Deux");
    await turn();
    expect(conversation.view.get().messages.map(({ text }) => text)).toEqual(["Un", "Deux"]);
    expect(await stored()).toEqual([]);
    world.server.answer("send", () => {});
    client.start();
    await vi.waitFor(async () => {
      expect((await stored()).map(({ text, sender_id }) => [text, sender_id])).toEqual([
        ["Un", awa.id],
        ["Deux", awa.id],
      ]);
    });
    world.server.answer("send", () => false);
    await world.clock.advance(30_000);
    await until(conversation.view, ({ messages }) =>
      messages.every(({ delivery }) => delivery === "sent"),
    );
    expect(shared.messages.map(({ text, sender_id }) => [text, sender_id])).toEqual([
      ["Un", awa.id],
      ["Deux", awa.id],
    ]);
  });

  it("P5: neither shows nor sends what somebody else left in this browser, named or not", async () => {
    const world = createWorld();
    const { awa, moussa } = world.server.cast;
    const shared = world.server.addConversation();
    const left = indexedDbOutbox("shared");
    const entry = {
      conversation_id: shared.id,
      created_at: "2026-11-20T08:00:00.000Z",
      state: "waiting",
    } as const;
    await left.add({ ...entry, client_id: "hers", sender_id: awa.id, text: "De Awa" });
    // As an earlier version kept what was written before it knew by whom.
    await left.add({ ...entry, client_id: "nobodys", sender_id: null, text: "De personne" });
    const client = unnamed(world, moussa);
    const conversation = open(client, shared.id);
    await turn();
    expect(conversation.view.get().messages).toEqual([]);
    client.start();
    await until(conversation.view, ({ status }) => status === "ready");
    const key = conversation.send("De Moussa");
    await until(conversation.view, ({ messages }) => messages[0]?.delivery === "sent");
    expect(conversation.view.get().messages.map((message) => message.key)).toEqual([key]);
    expect(shared.messages.map(({ text }) => text)).toEqual(["De Moussa"]);
    expect((await stored()).map(({ client_id }) => client_id)).toEqual(["hers", "nobodys"]);
  });

  it("P5: ends as signed out when a later token is somebody else's", async () => {
    const world = createWorld();
    const { awa, moussa } = world.server.cast;
    const shared = world.server.addConversation();
    let who = awa;
    const client = unnamed(world, awa, async () => world.server.sessions.issue(who));
    const conversation = open(client, shared.id);
    client.start();
    await until(conversation.view, ({ status }) => status === "ready");
    world.server.block("websocket");
    world.server.block("http");
    world.server.dropConnections();
    conversation.send("De Awa");
    who = moussa;
    world.server.unblock("websocket");
    world.server.unblock("http");
    await world.clock.advance(30_000);
    await turn();
    expect(client.connection.get()).toEqual({ status: "disconnected", code: "signed_out" });
    expect(shared.messages).toEqual([]);
    expect((await stored()).map(({ text, sender_id }) => [text, sender_id])).toEqual([
      ["De Awa", awa.id],
    ]);
  });
});
