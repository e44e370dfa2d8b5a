import { describe, expect, it } from "vitest";
import { fakeRefusal, turn, until } from "../testing/index.ts";
import { createWorld } from "../testing/world.ts";
import { counterOf } from "./counter-of.ts";

const counter = (conversation_id: string, unread: number) => ({
  conversation_id,
  unread,
  last_number: unread,
  preview: null,
});

describe("the list of cases", () => {
  it("is followed once somebody looks, newest change first", async () => {
    const world = createWorld();
    const first = world.server.addCase({ title: "Première" });
    world.server.addCase({ title: "Deuxième" });
    const client = world.client();
    client.start();
    await until(client.connection, (state) => state.status === "connected");
    expect(client.cases.get().status).toBe("loading");
    await until(client.cases, ({ status }) => status === "ready");
    world.server.addCase({ id: first.id, status: "accepted" });
    await turn();
    expect(client.cases.get().cases.map(({ title, status }) => [title, status])).toEqual([
      ["Première", "accepted"],
      ["Deuxième", "open"],
    ]);
  });

  it("is followed by whoever listens to notifications alone: they are told to those who follow it", async () => {
    const world = createWorld();
    const client = world.client();
    client.notified.subscribe(() => {});
    client.start();
    await until(client.connection, (state) => state.status === "connected");
    await turn();
    expect(client.cases.get().status).toBe("ready");
  });

  it("P3: resumes from its revision after a break", async () => {
    const world = createWorld();
    world.server.addCase();
    const client = world.client();
    client.cases.subscribe(() => {});
    client.start();
    await until(client.cases, ({ status }) => status === "ready");
    world.server.dropConnections();
    await turn();
    world.server.addCase();
    await world.clock.advance(1_000);
    expect(world.server.framesOf("hello").map(({ cases }) => cases)).toEqual([{}, { after: 1 }]);
    expect(client.cases.get().cases).toHaveLength(2);
  });

  it("takes out what someone else took, and counts what awaits the person", async () => {
    const world = createWorld();
    const taken = world.server.addCase();
    const client = world.client();
    client.cases.subscribe(() => {});
    client.start();
    await until(client.cases, ({ status }) => status === "ready");
    const [connection] = world.server.open();
    connection?.send({
      type: "cases",
      revision: 9,
      complete: false,
      changed: [],
      removed: [taken.id],
    });
    const [one, two] = [world.server.nextId(), world.server.nextId()];
    connection?.send({
      type: "counters",
      complete: true,
      counters: [counter(one, 2), counter(two, 3)],
    });
    connection?.send({ type: "counters", complete: false, counters: [counter(two, 0)] });
    await turn();
    expect(client.cases.get()).toMatchObject({ cases: [], unread: 2 });
  });

  it("N7.4: counts for itself in a conversation that is followed, and not any more when it is left", async () => {
    const world = createWorld();
    const { awa, moussa } = world.server.cast;
    const shared = world.server.addConversation();
    const client = world.client(awa);
    const conversation = client.conversation(shared.id);
    const leave = conversation.view.subscribe(() => {});
    client.cases.subscribe(() => {});
    client.start();
    await until(conversation.view, ({ status }) => status === "ready");
    await until(client.cases, ({ status }) => status === "ready");
    const tell = async (complete: boolean, unread: number) => {
      const counters = [counter(shared.id, unread)];
      world.server.open()[0]?.send({ type: "counters", complete, counters });
      await turn();
      return client.cases.get().counters[shared.id];
    };
    expect(world.server.framesOf("hello")).toMatchObject([{ counts: true }]);
    shared.say(moussa, "J’arrive");
    await until(client.cases, ({ unread }) => unread === 1);
    const counted = client.cases.get().counters[shared.id];
    expect(counted).toMatchObject({ preview: { text: "J’arrive", sender_id: moussa.id } });
    // A complete list may have been read before it was said.
    expect(await tell(true, 0)).toEqual(counted);
    conversation.markRead();
    await until(client.cases, ({ unread }) => unread === 0);
    leave();
    await world.clock.advance(60_000);
    expect(client.cases.get().counters[shared.id]).toMatchObject({ preview: { text: "J’arrive" } });
    expect((await tell(false, 3))?.unread).toBe(3);
  });

  it("counts nothing in the place of the server where the person does not take part, or many do", async () => {
    const world = createWorld();
    const shared = world.server.addConversation();
    const state = shared.state(world.server.cast.awa);
    expect(counterOf(state)).toMatchObject({ conversation_id: shared.id, unread: 0 });
    expect(counterOf({ ...state, participants: [] })).toBeNull();
    expect(counterOf({ ...state, participant_count: 51 })).toBeNull();
  });

  it("starts afresh when its revision is from the future of a restored server", async () => {
    const world = createWorld();
    world.server.addCase();
    const client = world.client();
    client.cases.subscribe(() => {});
    client.start();
    await until(client.cases, ({ status }) => status === "ready");
    world.server.answer("hello", (connection, hello) => {
      queueMicrotask(() => connection.send({ type: "refused", ...fakeRefusal("cursor_ahead") }));
      const { cases: _, ...rest } = hello;
      world.server.welcome(connection, rest);
    });
    world.server.dropConnections();
    await world.clock.advance(1_000);
    expect(world.server.framesOf("watch_cases").map(({ after }) => after)).toEqual([undefined]);
    expect(client.cases.get()).toMatchObject({ status: "ready", cases: [{ revision: 1 }] });
  });
});
