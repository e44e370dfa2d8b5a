import { limits } from "@relais/protocol";
import { describe, expect, it } from "vitest";
import { type FakeConversation, type FakePerson, turn, until } from "../testing/index.ts";
import { createWorld, type World } from "../testing/world.ts";

async function following(world: World, shared: FakeConversation, person?: FakePerson) {
  const client = world.client(person);
  const conversation = client.conversation(shared.id);
  const leave = conversation.view.subscribe(() => {});
  client.start();
  await until(conversation.view, (view) => view.status !== "loading");
  return { client, conversation, leave };
}

const say = (world: World, shared: FakeConversation, count: number) => {
  for (let number = 1; number <= count; number += 1) {
    shared.say(world.server.cast.moussa, `Message ${shared.messages.length + 1}`);
  }
};

describe("N21.5: an answer to a step", () => {
  it("waits without a network, is shown at its step only, and leaves once", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const { conversation } = await following(world, shared);
    const step = "01900000-0000-7000-8000-00000000000a";
    world.server.dropConnections();
    await turn();
    const client_id = conversation.answerStep(step, "done", { words: " Voyant vert " });
    await turn();
    expect(conversation.view.get().answers).toEqual([
      { client_id, step_id: step, result: "done", state: "waiting" },
    ]);
    expect(conversation.view.get().messages).toEqual([]);
    await world.clock.advance(2_000);
    expect(world.server.framesOf("send")).toMatchObject([
      { client_id, text: "Voyant vert", step: { id: step, result: "done" } },
    ]);
  });
});

describe("P3: catch-up", () => {
  it("brings what happened during a break from the position at hand, without a snapshot", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    say(world, shared, 3);
    const { conversation } = await following(world, shared);
    const after = shared.seq;
    world.server.dropConnections();
    await turn();
    say(world, shared, 5);
    await world.clock.advance(1_000);
    expect(world.server.framesOf("hello").at(-1)?.subscriptions).toEqual([
      { conversation_id: shared.id, after, at: shared.happenedAt(after) },
    ]);
    expect(conversation.view.get().state).toEqual(shared.state(world.server.cast.awa));
  });

  it("closes a gap in the live events by asking from where it stands", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const { conversation } = await following(world, shared);
    const [connection] = world.server.open();
    connection?.following.clear();
    say(world, shared, 2);
    connection?.following.add(shared.id);
    say(world, shared, 1);
    await turn();
    expect(world.server.framesOf("subscribe")).toMatchObject([{ after: 0 }]);
    expect(conversation.view.get().messages).toHaveLength(3);
  });

  it("passes over what came twice", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const { conversation } = await following(world, shared);
    say(world, shared, 2);
    const events = [...shared.events];
    world.server.open()[0]?.send({ type: "events", conversation_id: shared.id, events });
    await turn();
    expect(conversation.view.get().messages).toHaveLength(2);
  });

  it("starts afresh when history was pruned", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    say(world, shared, 3);
    const { conversation } = await following(world, shared);
    world.server.dropConnections();
    await turn();
    say(world, shared, 100);
    shared.prunedTo = 50;
    await world.clock.advance(1_000);
    const view = conversation.view.get();
    expect(view.state).toEqual(shared.state(world.server.cast.awa));
    // What was read before does not join the new window: a hole between them would lie.
    expect(view.messages).toHaveLength(limits.pageMessages);
    expect(view.hasOlder).toBe(true);
  });

  it("asks for a fresh state when its position is from the future of a restored server", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    say(world, shared, 4);
    const { conversation } = await following(world, shared);
    world.server.dropConnections();
    await turn();
    shared.events.splice(2);
    await world.clock.advance(1_000);
    expect(conversation.view.get().state?.seq).toBe(shared.seq);
    expect(conversation.view.get().messages).toHaveLength(2);
  });

  it("asks for a fresh state when the answer does not join", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    say(world, shared, 4);
    const { conversation } = await following(world, shared);
    world.server.dropConnections();
    await turn();
    say(world, shared, 4);
    let broken = true;
    const after = shared.after.bind(shared);
    shared.after = (position) => {
      const events = after(position);
      if (!broken) return events;
      broken = false;
      return events.slice(2);
    };
    await world.clock.advance(1_000);
    expect(conversation.view.get().state).toEqual(shared.state(world.server.cast.awa));
  });
});

describe("following", () => {
  it("goes on for a while after the last listener has gone, and then ends", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const { conversation, leave } = await following(world, shared);
    leave();
    await world.clock.advance(29_000);
    conversation.view.subscribe(() => {})();
    await world.clock.advance(29_000);
    expect(world.server.framesOf("unsubscribe")).toEqual([]);
    await world.clock.advance(1_000);
    expect(world.server.framesOf("unsubscribe")).toHaveLength(1);
    expect(world.server.framesOf("subscribe")).toEqual([]);
  });

  it("resumes from what is still at hand", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    say(world, shared, 2);
    const { conversation, leave } = await following(world, shared);
    leave();
    await world.clock.advance(31_000);
    const after = shared.seq;
    say(world, shared, 1);
    conversation.view.subscribe(() => {});
    await turn();
    expect(world.server.framesOf("subscribe")).toMatchObject([{ after }]);
    expect(conversation.view.get().messages).toHaveLength(3);
  });

  it("begins on a connection that was already being made when somebody looked", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const client = world.client();
    const { view } = client.conversation(shared.id);
    world.server.answer("hello", () => {
      view.subscribe(() => {});
      return false;
    });
    client.start();
    await turn();
    expect(view.get().status).toBe("ready");
    expect(world.server.framesOf("hello")[0]?.subscriptions).toBeUndefined();
    expect(world.server.framesOf("subscribe")).toHaveLength(1);
  });

  it("P5: shows a stranger nothing but the refusal", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    say(world, shared, 1);
    const { conversation } = await following(world, shared, world.server.cast.claire);
    expect(conversation.view.get()).toMatchObject({
      status: "refused",
      refusal: { code: "not_found" },
      state: null,
      messages: [],
    });
  });

  it("opens to whoever was refused once its case is theirs", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    say(world, shared, 1);
    world.server.refuse("subscribe", "forbidden");
    const client = world.client();
    client.cases.subscribe(() => {});
    client.start();
    await until(client.cases, ({ status }) => status === "ready");
    const conversation = client.conversation(shared.id);
    conversation.view.subscribe(() => {});
    await until(conversation.view, ({ status }) => status === "refused");
    world.server.addCase({ title: "D’une autre conversation" });
    await turn();
    expect(conversation.view.get().status).toBe("refused");
    world.server.addCase({ conversation_id: shared.id });
    await until(conversation.view, ({ status }) => status === "ready");
    expect(conversation.view.get().messages).toHaveLength(1);
  });

  it("asks again after a refusal that passes", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const client = world.client();
    client.start();
    await until(client.connection, (state) => state.status === "connected");
    world.server.refuse("subscribe", "busy", { retry_after_ms: 1_000 });
    const { view } = client.conversation(shared.id);
    view.subscribe(() => {});
    await turn();
    expect(view.get().status).toBe("loading");
    await world.clock.advance(1_000);
    expect(view.get().status).toBe("ready");
  });

  it("gives the same object for the same id, and the same view until something changes", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    say(world, shared, 2);
    const { client, conversation } = await following(world, shared);
    expect(client.conversation(shared.id)).toBe(conversation);
    const before = conversation.view.get();
    expect(conversation.view.get()).toBe(before);
    say(world, shared, 1);
    await turn();
    const after = conversation.view.get();
    expect(after).not.toBe(before);
    expect(after.messages[0]).toBe(before.messages[0]);
  });
});

describe("older pages", () => {
  it("are put above the window, to the very first message", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    say(world, shared, 120);
    const { conversation } = await following(world, shared);
    expect(conversation.view.get()).toMatchObject({ hasOlder: true });
    const loading = conversation.loadOlder();
    expect(conversation.view.get().loadingOlder).toBe(true);
    await loading;
    await conversation.loadOlder();
    const view = conversation.view.get();
    expect(view.messages.map(({ number }) => number)).toEqual(
      Array.from({ length: 120 }, (_, index) => index + 1),
    );
    expect(view).toMatchObject({ hasOlder: false, loadingOlder: false });
  });

  it("reject when there is no network, and can be asked again", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    say(world, shared, 60);
    const { conversation } = await following(world, shared);
    world.server.block("http");
    await expect(conversation.loadOlder()).rejects.toThrow("was not answered");
    world.server.unblock("http");
    await conversation.loadOlder();
    expect(conversation.view.get().messages).toHaveLength(60);
  });
});

describe("receipts", () => {
  it("say by themselves what was delivered: the highest number, once a second at most", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    await following(world, shared);
    await world.clock.advance(5_000);
    say(world, shared, 1);
    // What is not read at a glance.
    await world.clock.advance(300);
    say(world, shared, 1);
    await turn();
    say(world, shared, 1);
    await world.clock.advance(3_000);
    expect(world.server.framesOf("receipt")).toMatchObject([{ delivered: 1 }, { delivered: 3 }]);
  });

  it("say what was read when the person has read it, and the unread count follows", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    say(world, shared, 3);
    const { conversation } = await following(world, shared);
    await world.clock.advance(2_000);
    expect(conversation.view.get().state?.unread).toBe(3);
    conversation.markRead();
    await turn();
    expect(world.server.framesOf("receipt").at(-1)).toMatchObject({ read: 3 });
    expect(conversation.view.get().state?.unread).toBe(0);
  });

  it("are said again after a break in which they may have been lost", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    say(world, shared, 2);
    const { conversation } = await following(world, shared);
    world.server.goSilent();
    conversation.markRead();
    await turn();
    world.server.dropConnections();
    world.server.wakeUp();
    await world.clock.advance(5_000);
    expect(shared.state(world.server.cast.awa).receipts[world.server.cast.awa.id]?.read).toBe(2);
  });

  it("are not said by someone who does not take part", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    say(world, shared, 1);
    const { claire } = world.server.cast;
    shared.admitted.add(claire.id);
    const { conversation } = await following(world, shared, claire);
    await world.clock.advance(3_000);
    expect(conversation.view.get().status).toBe("ready");
    expect(world.server.framesOf("receipt")).toEqual([]);
  });

  it("say that what the counters announce has been delivered", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const client = world.client();
    client.start();
    const connection = await world.server.awaitHello();
    const counter = { conversation_id: shared.id, unread: 2, last_number: 7, preview: null };
    connection.send({ type: "counters", complete: true, counters: [counter] });
    await world.clock.advance(2_000);
    expect(world.server.framesOf("receipt")).toMatchObject([
      { conversation_id: shared.id, delivered: 7 },
    ]);
  });
});

describe("typing", () => {
  it("is told at most every 3 s, and its end at once", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const { conversation } = await following(world, shared);
    for (let second = 0; second < 7; second += 1) {
      conversation.setTyping(true);
      await world.clock.advance(1_000);
    }
    conversation.setTyping(false);
    conversation.setTyping(false);
    await turn();
    expect(world.server.framesOf("typing").map(({ active }) => active)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it("N13.5: is told apart from recording, and the change at once", async () => {
    const world = createWorld();
    const { awa, moussa } = world.server.cast;
    const shared = world.server.addConversation();
    const mine = await following(world, shared, awa);
    const theirs = await following(world, shared, moussa);
    theirs.conversation.setTyping(true);
    await until(mine.conversation.view, ({ typing }) => typing[0] === moussa.id);
    expect(mine.conversation.view.get().recording).toEqual([]);
    theirs.conversation.setRecording(true);
    await until(mine.conversation.view, ({ recording }) => recording[0] === moussa.id);
    expect(mine.conversation.view.get().typing).toEqual([moussa.id]);
    // An emptied field does not end a recording.
    theirs.conversation.setTyping(false);
    await world.clock.advance(2_000);
    expect(mine.conversation.view.get().recording).toEqual([moussa.id]);
    theirs.conversation.setRecording(false);
    await until(mine.conversation.view, ({ typing }) => typing.length === 0);
    expect(world.server.framesOf("typing").map(({ recording }) => recording)).toEqual([
      undefined,
      true,
      undefined,
    ]);
  });

  it("of others is shown, expires by itself, and ends with their message", async () => {
    const world = createWorld();
    const { awa, moussa } = world.server.cast;
    const shared = world.server.addConversation();
    const mine = await following(world, shared, awa);
    const theirs = await following(world, shared, moussa);
    theirs.conversation.setTyping(true);
    await until(mine.conversation.view, ({ typing }) => typing[0] === moussa.id);
    await world.clock.advance(6_000);
    expect(mine.conversation.view.get().typing).toEqual([]);
    theirs.conversation.setTyping(true);
    await until(mine.conversation.view, ({ typing }) => typing.length === 1);
    theirs.conversation.send("Voilà");
    await until(mine.conversation.view, ({ messages }) => messages.length === 1);
    expect(mine.conversation.view.get().typing).toEqual([]);
  });
});

describe("presence", () => {
  it("is what the server lists after each subscription, then its changes", async () => {
    const world = createWorld();
    const { moussa } = world.server.cast;
    const shared = world.server.addConversation();
    const { conversation } = await following(world, shared);
    const entry = { user_id: moussa.id, reachable: true, focused: true, last_seen_at: null };
    const people = [entry];
    world.server.open()[0]?.send({ type: "presence", conversation_id: shared.id, people });
    await turn();
    expect(conversation.view.get().presence[moussa.id]).toEqual(entry);
    world.server.dropConnections();
    await world.clock.advance(1_000);
    expect(conversation.view.get().presence).toEqual({});
  });
});
