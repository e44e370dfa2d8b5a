import { describe, expect, it } from "vitest";
import { type FakeConversation, type FakePerson, turn, until } from "../testing/index.ts";
import { createWorld, type World } from "../testing/world.ts";

async function following(world: World, shared: FakeConversation, person?: FakePerson) {
  const client = world.client(person);
  const conversation = client.conversation(shared.id);
  conversation.view.subscribe(() => {});
  client.start();
  await until(conversation.view, (view) => view.status !== "loading");
  const at = (number: number) =>
    conversation.view.get().messages.find((message) => message.number === number);
  return { client, conversation, at };
}

const numbersOf = (view: { messages: readonly { number: number | null }[] }) =>
  view.messages.map(({ number }) => number);
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

function talk(count: number) {
  const world = createWorld();
  const shared = world.server.addConversation();
  const { awa, moussa } = world.server.cast;
  for (let number = 1; number <= count; number += 1) {
    shared.say(number % 2 === 1 ? awa : moussa, `Message ${number}`);
  }
  return { world, shared, awa, moussa };
}

describe("Changes of messages", () => {
  it("are shown at once, and stay when they came back as events", async () => {
    const { world, shared, awa } = talk(3);
    const { conversation, at } = await following(world, shared);
    const edited = conversation.edit(1, " Corrigé ");
    const reacted = conversation.react(2, "👍");
    const deleted = conversation.delete(3);
    expect(at(1)).toMatchObject({ text: "Corrigé", edited_at: expect.any(String) });
    expect(at(2)?.reactions).toEqual({ [awa.id]: "👍" });
    expect(at(3)).toMatchObject({ text: "", deleted_at: expect.any(String) });
    await Promise.all([edited, reacted, deleted]);
    await turn();
    expect(conversation.view.get().state).toEqual(shared.state(awa));
    expect(at(1)?.text).toBe("Corrigé");
    // Somebody else is right from now on: nothing shown in advance hides it.
    shared.edit(1, "Encore autre chose");
    await turn();
    expect(at(1)?.text).toBe("Encore autre chose");
  });

  it("wait for the network in order, and are made once", async () => {
    const { world, shared, awa } = talk(1);
    const { conversation, at } = await following(world, shared);
    world.server.dropConnections();
    await turn();
    const all = [
      conversation.react(1, "👍"),
      conversation.react(1, "🙏"),
      conversation.edit(1, "Là"),
    ];
    expect(at(1)).toMatchObject({ text: "Là", reactions: { [awa.id]: "🙏" } });
    world.server.loseAnswers("react");
    await world.clock.advance(1_000);
    await turn();
    world.server.dropConnections();
    await world.clock.advance(10_000);
    await Promise.all(all);
    expect(shared.state(awa).messages[0]).toMatchObject({
      text: "Là",
      reactions: { [awa.id]: "🙏" },
    });
    const made = shared.events.filter(({ type }) => type === "reaction.set");
    expect(made).toHaveLength(2);
  });

  it("say on the message that they wait, then that they were refused, until they are tried again", async () => {
    const { world, shared } = talk(1);
    const { conversation, at } = await following(world, shared);
    world.server.refuse("edit", "too_late");
    const editing = conversation.edit(1, "Trop tard");
    expect(at(1)?.change).toMatchObject({ type: "edit", state: "waiting", text: "Trop tard" });
    await expect(editing).rejects.toMatchObject({ refusal: { code: "too_late" } });
    const failed = at(1)?.change;
    expect(failed).toMatchObject({ state: "failed", refusal: { code: "too_late" } });
    conversation.retry(failed?.client_id ?? "");
    expect(at(1)?.text).toBe("Trop tard");
    await turn();
    expect(at(1)).toMatchObject({ text: "Trop tard" });
    expect(at(1)?.change).toBeUndefined();
    expect(shared.messages[0]?.text).toBe("Trop tard");
  });

  it("that were refused can be dropped", async () => {
    const { world, shared } = talk(1);
    const { conversation, at } = await following(world, shared);
    world.server.refuse("delete", "too_late");
    await expect(conversation.delete(1)).rejects.toMatchObject({ refusal: { code: "too_late" } });
    expect(at(1)?.deleted_at).toBeNull();
    conversation.discard(at(1)?.change?.client_id ?? "");
    expect(at(1)?.change).toBeUndefined();
  });

  it("go in the order of the messages around them", async () => {
    const { world, shared } = talk(1);
    const { conversation } = await following(world, shared);
    world.surroundings.setOnline(false);
    conversation.send("Un");
    void conversation.edit(1, "Entre les deux");
    conversation.send("Deux");
    await turn();
    const before = world.server.received.length;
    world.surroundings.setOnline(true);
    await world.clock.advance(5_000);
    await turn();
    const went = world.server.received.slice(before).map(({ type }) => type);
    expect(went.filter((type) => type === "send" || type === "edit")).toEqual([
      "send",
      "edit",
      "send",
    ]);
    expect(shared.messages.map(({ text }) => text)).toEqual(["Entre les deux", "Un", "Deux"]);
  });

  it("go back to what was there when they are refused", async () => {
    const { world, shared } = talk(1);
    const { conversation, at } = await following(world, shared);
    world.server.refuse("edit", "too_late");
    await expect(conversation.edit(1, "Trop tard")).rejects.toMatchObject({
      refusal: { code: "too_late" },
    });
    expect(at(1)).toMatchObject({ text: "Message 1", edited_at: null });
    await expect(conversation.edit(1, " ")).rejects.toMatchObject({
      refusal: { code: "text_empty" },
    });
    expect(world.server.framesOf("edit")).toHaveLength(1);
  });

  it("are tried again after a pause when the server says later", async () => {
    const { world, shared } = talk(1);
    const { conversation } = await following(world, shared);
    world.server.refuse("delete", "busy", { retry_after_ms: 1_000 });
    const deleting = conversation.delete(1);
    await world.clock.advance(3_000);
    await deleting;
    expect(shared.messages[0]?.deleted_at).not.toBeNull();
  });

  it("reach pages above the window, also while they are being read", async () => {
    const { world, shared, moussa } = talk(120);
    const { conversation, at } = await following(world, shared);
    const loading = conversation.loadOlder();
    shared.react(moussa, 60, "❤️");
    await loading;
    shared.delete(moussa, 62);
    await turn();
    expect(at(60)?.reactions).toEqual({ [moussa.id]: "❤️" });
    expect(at(62)?.text).toBe("");
  });
});

describe("An answer", () => {
  it("shows its quote while it waits, and names the number to the server", async () => {
    const { world, shared } = talk(2);
    const { conversation } = await following(world, shared);
    world.server.dropConnections();
    await turn();
    conversation.send("Oui", { replyTo: 2 });
    const quote = { number: 2, text: "Message 2", deleted: false };
    expect(conversation.view.get().messages.at(-1)).toMatchObject({
      delivery: "waiting",
      reply_to: quote,
    });
    await world.clock.advance(5_000);
    await turn();
    expect(world.server.framesOf("send").at(-1)).toMatchObject({ reply_to: 2 });
    expect(conversation.view.get().state?.messages.at(-1)).toMatchObject({ reply_to: quote });
  });
});

describe("A place in the past", () => {
  it("is shown with what surrounds it, and joins the newest by pages", async () => {
    const { world, shared, awa, moussa } = talk(400);
    const { conversation, at } = await following(world, shared);
    await conversation.showAround(100);
    const view = conversation.view.get();
    expect(numbersOf(view)).toEqual(range(75, 124));
    expect(view).toMatchObject({ hasOlder: true, hasNewer: true });
    shared.delete(awa, 101);
    shared.say(moussa, "Du nouveau");
    await turn();
    expect(at(101)?.text).toBe("");
    await conversation.loadOlder();
    expect(conversation.view.get().messages[0]?.number).toBe(25);
    while (conversation.view.get().hasNewer) await conversation.loadNewer();
    expect(numbersOf(conversation.view.get())).toEqual(range(25, 401));
  });

  it("is not read when it is shown already, and is left for the newest", async () => {
    const { world, shared } = talk(300);
    const { conversation } = await following(world, shared);
    await conversation.showAround(280);
    expect(conversation.view.get().hasNewer).toBe(false);
    await conversation.showAround(10);
    conversation.showNewest();
    expect(numbersOf(conversation.view.get())).toEqual(range(251, 300));
    await conversation.showAround(10);
    conversation.send("Me revoilà");
    expect(conversation.view.get().messages.at(-1)).toMatchObject({ delivery: "waiting" });
  });

  it("next to what is at hand simply joins it", async () => {
    const { world, shared } = talk(300);
    const { conversation } = await following(world, shared);
    await conversation.showAround(240);
    expect(numbersOf(conversation.view.get())).toEqual(range(215, 300));
    expect(conversation.view.get().hasNewer).toBe(false);
  });
});
