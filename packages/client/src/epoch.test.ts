import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, describe, expect, it, vi } from "vitest";
import { memoryOutbox } from "./outbox/memory-storage.ts";
import { indexedDbMemory, memoryPrefix } from "./memory/indexed-db.ts";
import { turn, until } from "./testing/index.ts";
import { FakeRefusal } from "./testing/fake-fetch.ts";
import { FakeUploads } from "./testing/fake-uploads.ts";
import { createWorld, type World } from "./testing/world.ts";
import type { Client, ClientOptions, Conversation } from "./index.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

type Shared = ReturnType<World["server"]["addConversation"]>;

async function open(world: World, shared: Shared, options: Partial<ClientOptions> = {}) {
  const kept = { outbox: memoryOutbox(), memory: null };
  const client = world.client(world.server.cast.awa, { ...kept, ...options });
  const conversation = await follow(client, shared);
  return { client, conversation };
}

async function follow(client: Client, shared: Shared): Promise<Conversation> {
  const conversation = client.conversation(shared.id);
  conversation.view.subscribe(() => {});
  client.start();
  await until(conversation.view, (view) => view.current);
  return conversation;
}

/** Nothing of the server answers; what is then done to it comes from a backup. */
function shut({ server }: World): void {
  server.block("websocket");
  server.block("http");
  server.dropConnections();
}

async function comeBack(world: World, conversation?: Conversation): Promise<void> {
  world.server.unblock("websocket");
  world.server.unblock("http");
  await world.clock.advance(60_000);
  if (conversation) await until(conversation.view, (view) => view.current);
  await world.clock.advance(30_000);
}

const another = "01900000-0000-7000-8000-000000000002";
const texts = ({ messages }: Pick<Shared, "messages">) => messages.map(({ text }) => text);
const seen = (conversation: Conversation) => texts(conversation.view.get() as unknown as Shared);
const sent = (conversation: Conversation) =>
  conversation.view.get().messages.every(({ delivery }) => delivery !== "waiting");

describe("N35.4 N35.5: a server that was restored from a backup", () => {
  it.each([
    ["says so by another epoch", (world: World) => void (world.server.epoch = another)],
    ["does not know it, and is told by what is at the position (N35.3)", () => {}],
  ])(
    "that %s: the client ends equal to the journal, and sends again what was lost",
    async (_, draw) => {
      const world = createWorld();
      const { awa, moussa } = world.server.cast;
      const shared = world.server.addConversation();
      const { client, conversation } = await open(world, shared);
      conversation.send("Un");
      await turn();
      const backup = shared.seq;
      conversation.send("Deux, que la sauvegarde n’a pas");
      await turn();
      shared.say(moussa, "Trois, qu’elle n’a pas non plus");
      await turn();
      expect(seen(conversation)).toHaveLength(3);
      shut(world);
      shared.restore(backup);
      draw(world);
      for (const text of ["Quatre", "Cinq", "Six"]) {
        await world.clock.advance(1_000);
        shared.say(moussa, text);
      }
      conversation.send("Écrit pendant la panne");
      await comeBack(world, conversation);
      await until(conversation.view, () => sent(conversation));
      await vi.waitFor(() => expect(texts(shared)).toHaveLength(6));
      expect(new Set(texts(shared))).toEqual(
        new Set([
          "Un",
          "Quatre",
          "Cinq",
          "Six",
          "Écrit pendant la panne",
          "Deux, que la sauvegarde n’a pas",
        ]),
      );
      await until(conversation.view, () => sent(conversation));
      expect(conversation.view.get().state).toEqual(shared.state(awa));
      expect(client.renewals.get()).toBe(1);
      // With what it learnt it comes back as it always did.
      world.server.dropConnections();
      await comeBack(world, conversation);
      expect(client.renewals.get()).toBe(1);
      expect(texts(shared)).toHaveLength(6);
    },
  );

  it("N35.4: keeps a draft, forgets how far receipts had come, and the list of what was", async () => {
    const world = createWorld();
    const { awa, moussa } = world.server.cast;
    const shared = world.server.addConversation();
    const { client, conversation } = await open(world, shared);
    client.cases.subscribe(() => {});
    for (const text of ["Un", "Deux", "Trois"]) shared.say(moussa, text);
    await turn();
    conversation.markRead();
    conversation.setDraft({ text: "Je commence", replyTo: null });
    await world.clock.advance(5_000);
    expect(shared.state(awa).receipts[awa.id]).toMatchObject({ read: 3 });
    shut(world);
    shared.restore(0);
    world.server.drafts.forget();
    world.server.epoch = another;
    shared.say(moussa, "Bonjour");
    await comeBack(world, conversation);
    expect(conversation.draft().text).toBe("Je commence");
    expect(world.server.framesOf("draft").at(-1)).toMatchObject({ text: "Je commence" });
    expect(world.server.framesOf("draft").at(-1)).not.toHaveProperty("base");
    expect(world.server.framesOf("hello").at(-1)?.cases).toBeDefined();
    expect(shared.state(awa).receipts[awa.id]).toMatchObject({ delivered: 1, read: 0 });
    expect(client.cases.get().status).toBe("ready");
  });

  it("N35.5: sends again what was acknowledged and not seen yet, with its file", async () => {
    const world = createWorld();
    const uploads = new FakeUploads(world.server);
    const shared = world.server.addConversation();
    const { conversation } = await open(world, shared, { fetch: uploads.fetch });
    const backup = shared.seq;
    const file = new File([new Uint8Array(1_000)], "photo.jpg", { type: "image/jpeg" });
    // The answer comes, and the connection goes before the event does.
    world.server.answer("send", (connection, frame) => {
      const message = shared.say(world.server.cast.awa, frame.text, frame.client_id);
      const { id, number, seq, created_at } = message;
      connection.send({ type: "ack", ref: frame.ref, sent: { id, number, seq, created_at } });
      return true;
    });
    world.server.connections.at(-1)?.following.clear();
    const key = conversation.send("Le pneu", { files: [file] });
    await until(conversation.view, ({ messages }) => messages[0]?.delivery === "sent");
    world.server.answer("send", () => false);
    shut(world);
    shared.restore(backup);
    world.server.epoch = another;
    await comeBack(world, conversation);
    await until(conversation.view, () => sent(conversation));
    expect(shared.messages.map(({ client_id }) => client_id)).toEqual([key]);
  });

  it("P1: is given again what another day kept on this device, also of conversations that nobody opens", async () => {
    vi.stubGlobal("indexedDB", new IDBFactory());
    const world = createWorld();
    const { awa } = world.server.cast;
    const [one, other] = [world.server.addConversation(), world.server.addConversation()];
    const memory = () => indexedDbMemory(memoryPrefix(world.server.url) + awa.id);
    const { client } = await open(world, one, { memory: memory() });
    const second = await follow(client, other);
    client.conversation(one.id).send("Ici");
    second.send("Là");
    await turn();
    await world.clock.advance(2_000);
    await client.stop();
    await turn();
    one.restore(0);
    other.restore(0);
    world.server.epoch = another;
    const next = await open(world, one, { memory: memory() });
    await vi.waitFor(async () => {
      await world.clock.advance(1_000);
      expect([texts(one), texts(other)]).toEqual([["Ici"], ["Là"]]);
    });
    expect(seen(next.conversation)).toEqual(["Ici"]);
    expect(next.client.unsent.get()).toBe(0);
  });

  it("tells what cannot be sent again as not sent: a message whose files only the server had", async () => {
    const world = createWorld();
    const { awa } = world.server.cast;
    const shared = world.server.addConversation();
    const voice = { duration_ms: 2_000, waveform: Array.from({ length: 64 }, () => 3) };
    const { conversation } = await open(world, shared);
    shared.say(awa, "Le pneu", "photo-1", undefined, [
      {
        id: "01900000-0000-7000-8000-0000000000aa",
        name: "pneu.jpg",
        type: "image/jpeg",
        bytes: 9_000,
        width: 10,
        height: 10,
        placeholder: null,
        voice,
      },
    ]);
    await turn();
    shut(world);
    shared.restore(0);
    world.server.epoch = another;
    await comeBack(world, conversation);
    await until(conversation.view, ({ messages }) => messages[0]?.delivery === "failed");
    expect(conversation.view.get().messages).toMatchObject([
      {
        text: "Le pneu",
        refusal: { code: "file_unreadable" },
        files: [{ name: "pneu.jpg", id: null }],
      },
    ]);
    conversation.retry("photo-1");
    await until(conversation.view, ({ messages }) => messages[0]?.delivery === "failed");
    expect(shared.messages).toEqual([]);
  });

  it("reads how far the journal that is left goes, however long it has grown since", async () => {
    const world = createWorld();
    const { awa, moussa } = world.server.cast;
    const shared = world.server.addConversation();
    for (let count = 1; count <= 10; count += 1)
      shared.say(awa, `Avant ${count}`, `before-${count}`);
    const backup = shared.seq;
    const { conversation } = await open(world, shared);
    shared.say(awa, "Perdu", "lost-1");
    await turn();
    shut(world);
    shared.restore(backup);
    world.server.epoch = another;
    for (let count = 1; count <= 120; count += 1) shared.say(moussa, `Après ${count}`);
    await comeBack(world, conversation);
    await until(conversation.view, () => sent(conversation));
    await vi.waitFor(() => expect(texts(shared).at(-1)).toBe("Perdu"));
    expect(texts(shared)).toHaveLength(131);
  });

  it.each([
    ["forbidden", 1, undefined],
    ["busy", 2, "Perdu"],
  ] as const)(
    "asks the journal again with the next snapshot only when it may be answered then: %s, %i times",
    async (code, times, last) => {
      const world = createWorld();
      const { awa, moussa } = world.server.cast;
      const shared = world.server.addConversation();
      shared.say(awa, "Avant", "before-1");
      const backup = shared.seq;
      const { conversation } = await open(world, shared);
      shared.say(awa, "Perdu", "lost-1");
      await turn();
      shut(world);
      shared.restore(backup);
      world.server.epoch = another;
      for (let count = 1; count <= 120; count += 1) shared.say(moussa, `Après ${count}`);
      let asked = 0;
      const page = { messages: shared.messages.slice(0, 50), has_more: false };
      world.server.answerHttp(`GET /v1/conversations/${shared.id}/messages`, () => {
        asked += 1;
        if (asked === 1) throw new FakeRefusal(code);
        return page;
      });
      await comeBack(world, conversation);
      expect(asked).toBe(1);
      // What lies between is not in the journal any more: there is a snapshot again.
      world.server.dropConnections();
      shared.say(moussa, "Plus tard");
      shared.prunedTo = shared.seq;
      await comeBack(world, conversation);
      expect(asked).toBe(times);
      const own = shared.messages.filter(({ client_id }) => client_id === "lost-1");
      expect(own.at(0)?.text).toBe(last);
    },
  );
});
