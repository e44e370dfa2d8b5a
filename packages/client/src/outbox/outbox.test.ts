import { afterEach, describe, expect, it, vi } from "vitest";
import { turn, until } from "../testing/index.ts";
import { createWorld, type World } from "../testing/world.ts";
import type { ClientOptions, Conversation, DisplayedMessage } from "../index.ts";
import { RelaisError } from "../index.ts";
import { indexedDbMemory } from "../memory/indexed-db.ts";
import { memoryOutbox } from "./memory-storage.ts";

async function writing(world: World, options: Partial<ClientOptions> = {}) {
  const { awa } = world.server.cast;
  const shared = world.server.addConversation();
  const client = world.client(awa, options);
  const conversation = client.conversation(shared.id);
  conversation.view.subscribe(() => {});
  client.start();
  await until(conversation.view, (view) => view.status === "ready");
  return { client, conversation, shared };
}

const shown = (conversation: Conversation) =>
  conversation.view.get().messages.map(({ text, delivery }) => `${text}: ${delivery}`);
const texts = (messages: readonly { text: string }[]) => messages.map(({ text }) => text);
const find = (conversation: Conversation, key: string): DisplayedMessage => {
  const message = conversation.view.get().messages.find((one) => one.key === key);
  if (message === undefined) throw new Error("the message is not shown");
  return message;
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a message that is written", () => {
  it("is shown at once as waiting, then sent, delivered and read, under one key", async () => {
    const world = createWorld();
    const { conversation, shared } = await writing(world);
    const key = conversation.send("Bonjour");
    expect(find(conversation, key).delivery).toBe("waiting");
    await turn();
    expect(find(conversation, key)).toMatchObject({ delivery: "sent", number: 1 });
    shared.advance(world.server.cast.moussa, { delivered: 1 });
    await turn();
    expect(find(conversation, key).delivery).toBe("delivered");
    shared.advance(world.server.cast.moussa, { read: 1 });
    await turn();
    expect(find(conversation, key).delivery).toBe("read");
    expect(conversation.view.get().messages).toHaveLength(1);
  });

  it("is delivered only when every other participant has it", async () => {
    const world = createWorld();
    const { awa, moussa, claire } = world.server.cast;
    const shared = world.server.addConversation([awa, moussa, claire]);
    const client = world.client();
    const conversation = client.conversation(shared.id);
    conversation.view.subscribe(() => {});
    client.start();
    await until(conversation.view, (view) => view.status === "ready");
    const key = conversation.send("À tous");
    await turn();
    shared.advance(moussa, { read: 1 });
    await turn();
    expect(find(conversation, key).delivery).toBe("sent");
    shared.advance(claire, { delivered: 1 });
    await turn();
    expect(find(conversation, key).delivery).toBe("delivered");
  });

  it("is refused on the spot when the rule for texts refuses it", async () => {
    const world = createWorld();
    const { conversation } = await writing(world);
    const attempt = () => conversation.send(" \n ");
    expect(attempt).toThrow(RelaisError);
    expect(attempt).toThrow("Le message est vide");
    expect(shown(conversation)).toEqual([]);
  });

  it("waits without a connection and goes when there is one", async () => {
    const world = createWorld();
    const { conversation, shared } = await writing(world);
    world.surroundings.setOnline(false);
    conversation.send("Un");
    conversation.send("Deux");
    await turn();
    expect(shown(conversation)).toEqual(["Un: waiting", "Deux: waiting"]);
    world.surroundings.setOnline(true);
    await turn();
    expect(shown(conversation)).toEqual(["Un: sent", "Deux: sent"]);
    expect(texts(shared.messages)).toEqual(["Un", "Deux"]);
  });

  it("is sent once, however many are written while it is on its way", async () => {
    const world = createWorld();
    const { conversation } = await writing(world);
    world.server.answer("send", () => {});
    for (const text of ["Un", "Deux", "Trois"]) conversation.send(text);
    await turn();
    expect(texts(world.server.framesOf("send"))).toEqual(["Un"]);
  });

  it("P2: keeps its order among many, whatever breaks meanwhile", async () => {
    const world = createWorld();
    const { conversation, shared } = await writing(world);
    const written = Array.from({ length: 30 }, (_, index) => `Message ${index + 1}`);
    for (const [index, text] of written.entries()) {
      conversation.send(text);
      if (index % 7 === 3) world.server.loseAnswers("send");
      if (index % 7 === 5) world.server.dropConnections();
      if (index % 7 === 6) world.server.refuse("send", "busy", { retry_after_ms: 50 });
      await world.clock.advance(40);
    }
    await world.clock.advance(60_000);
    expect(texts(shared.messages)).toEqual(written);
    expect(texts(conversation.view.get().messages)).toEqual(written);
  });
});

describe("P2: a resend after a lost acknowledgement", () => {
  it("gives one message", async () => {
    const world = createWorld();
    const { conversation, shared } = await writing(world);
    // Carried out by the server; neither the answer nor the event reaches the writer.
    world.server.answer("send", (connection, frame) => {
      shared.say(world.server.cast.awa, frame.text, frame.client_id);
      connection.drop();
    });
    const key = conversation.send("Une seule fois");
    await turn();
    expect(world.server.framesOf("send")).toHaveLength(1);
    world.server.answer("send", () => false);
    await world.clock.advance(5_000);
    expect(shared.messages).toHaveLength(1);
    expect(find(conversation, key).delivery).toBe("sent");
    expect(conversation.view.get().messages).toHaveLength(1);
  });

  it("is made when no answer comes on a living connection", async () => {
    const world = createWorld();
    const { conversation, shared } = await writing(world);
    world.server.answer("send", () => {});
    const key = conversation.send("Entends-tu ?");
    await world.clock.advance(6_000);
    expect(world.server.framesOf("ping").length).toBeGreaterThan(0);
    world.server.answer("send", () => false);
    await world.clock.advance(15_000);
    expect(world.server.framesOf("send")).toHaveLength(2);
    expect(shared.messages).toHaveLength(1);
    expect(find(conversation, key).delivery).toBe("sent");
  });

  it("is not needed when the event itself came back", async () => {
    const world = createWorld();
    const { conversation } = await writing(world);
    world.server.loseAnswers("send");
    const key = conversation.send("Bien passé");
    await turn();
    expect(find(conversation, key).delivery).toBe("sent");
    await world.clock.advance(60_000);
    expect(world.server.framesOf("send")).toHaveLength(1);
  });
});

describe("a refused message", () => {
  it("waits as long as the server says when it may come later, and nothing overtakes it", async () => {
    const world = createWorld();
    const { conversation, shared } = await writing(world);
    world.server.refuse("send", "too_many_requests", { retry_after_ms: 4_000 });
    conversation.send("Un");
    conversation.send("Deux");
    await world.clock.advance(3_900);
    expect(shown(conversation)).toEqual(["Un: waiting", "Deux: waiting"]);
    await world.clock.advance(1_500);
    expect(texts(shared.messages)).toEqual(["Un", "Deux"]);
  });

  it("fails when it can never succeed, keeps the reason, and lets those after it pass", async () => {
    const world = createWorld();
    const { conversation, shared } = await writing(world);
    world.server.refuse("send", "conversation_closed");
    const key = conversation.send("Trop tard");
    conversation.send("Et moi ?");
    await turn();
    expect(find(conversation, key)).toMatchObject({
      delivery: "failed",
      refusal: { code: "conversation_closed" },
    });
    expect(texts(shared.messages)).toEqual(["Et moi ?"]);
    await world.clock.advance(3_600_000);
    expect(find(conversation, key).delivery).toBe("failed");
  });

  it("is told of while it failed, goes again by retry, and disappears by discard", async () => {
    const world = createWorld();
    const { client, conversation, shared } = await writing(world);
    const told: (readonly string[])[] = [];
    client.failedIn.subscribe(() => told.push(client.failedIn.get()));
    world.server.refuse("send", "forbidden", {}, 2);
    const again = conversation.send("Encore");
    const never = conversation.send("Plus jamais");
    await turn();
    expect(told).toEqual([[shared.id]]);
    conversation.discard(never);
    conversation.retry(again);
    await turn();
    expect(told).toEqual([[shared.id], []]);
    expect(shown(conversation)).toEqual(["Encore: sent"]);
    expect(shared.messages.map(({ client_id }) => client_id)).toEqual([again]);
  });

  it("does not block those after it for ever when the server keeps failing on it", async () => {
    const world = createWorld();
    const { conversation, shared } = await writing(world);
    world.server.refuse("send", "internal", {}, 5);
    const key = conversation.send("Poison");
    conversation.send("Suivant");
    await world.clock.advance(120_000);
    expect(find(conversation, key)).toMatchObject({
      delivery: "failed",
      refusal: { code: "internal" },
    });
    expect(texts(shared.messages)).toEqual(["Suivant"]);
  });

  it("for a token that has ended waits until it is renewed", async () => {
    const world = createWorld();
    const { conversation } = await writing(world);
    world.server.refuse("send", "token_expired");
    conversation.send("Bonjour");
    await world.clock.advance(5_000);
    expect(world.server.framesOf("token")).toHaveLength(1);
    expect(shown(conversation)).toEqual(["Bonjour: sent"]);
  });
});

describe("what is kept", () => {
  it("is shown and sent by a client that starts later with the same storage", async () => {
    const world = createWorld();
    const outbox = memoryOutbox();
    const shared = world.server.addConversation();
    const first = world.client(world.server.cast.awa, { outbox });
    first.conversation(shared.id).send("Avant");
    await turn();
    const second = world.client(world.server.cast.awa, { outbox });
    const conversation = second.conversation(shared.id);
    conversation.view.subscribe(() => {});
    await turn();
    expect(shown(conversation)).toEqual(["Avant: waiting"]);
    second.start();
    await until(conversation.view, ({ messages }) => messages[0]?.delivery === "sent");
    await turn();
    expect(await outbox.list()).toEqual([]);
  });

  it("is never sent by another person in the same browser", async () => {
    const world = createWorld();
    const outbox = memoryOutbox();
    const shared = world.server.addConversation();
    world.client(world.server.cast.awa, { outbox }).conversation(shared.id).send("Pour Moussa");
    await turn();
    const other = world.client(world.server.cast.moussa, { outbox });
    const conversation = other.conversation(shared.id);
    conversation.view.subscribe(() => {});
    other.start();
    await until(conversation.view, (view) => view.status === "ready");
    await turn();
    expect(shown(conversation)).toEqual([]);
    expect(shared.messages).toEqual([]);
    expect(await outbox.list()).toHaveLength(1);
  });

  const never = () => new Promise<never>(() => {});
  const silent = { list: never, add: never, update: never, remove: never, close: never };
  it.each([
    ["fails", { ...memoryOutbox(), add: () => Promise.reject(new Error("quota")) }],
    ["is silent", silent],
  ])(
    "does not keep a message from being sent, nor cases from being shown, when the storage %s",
    async (_, outbox) => {
      const world = createWorld();
      const memory = { ...indexedDbMemory("refused"), cases: never };
      const { client, conversation } = await writing(world, { outbox, memory });
      client.cases.subscribe(() => {});
      world.server.dropConnections();
      conversation.send("Quand même");
      conversation.send("Puis ceci");
      await world.clock.advance(30_000);
      await turn();
      expect(shown(conversation)).toEqual(["Quand même: sent", "Puis ceci: sent"]);
      expect(client.cases.get().status).toBe("ready");
    },
  );
});

describe("an application that fails when it is told of a change", () => {
  it("loses no message by it, and the others hear", async () => {
    const world = createWorld();
    const reported = vi.fn<(error: unknown) => void>();
    vi.stubGlobal("reportError", reported);
    const client = world.client();
    const shared = world.server.addConversation();
    const conversation = client.conversation(shared.id);
    const fail = () => {
      throw new Error("of the application");
    };
    const heard = vi.fn<() => void>();
    for (const readable of [client.connection, client.unsent, conversation.view]) {
      readable.subscribe(fail);
      readable.subscribe(heard);
    }
    client.start();
    conversation.send("Malgré tout");
    await turn();
    expect(texts(shared.messages)).toEqual(["Malgré tout"]);
    expect(shown(conversation)).toEqual(["Malgré tout: sent"]);
    expect(heard).toHaveBeenCalled();
    expect(reported).toHaveBeenCalledWith(new Error("of the application"));
  });
});
