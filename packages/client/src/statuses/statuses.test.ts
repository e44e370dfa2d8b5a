import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { indexedDbOutbox } from "../outbox/indexed-db-storage.ts";
import type { FakePerson } from "../testing/cast.ts";
import { FakeUploads } from "../testing/fake-uploads.ts";
import { createFakeTabs, turn, until } from "../testing/index.ts";
import { createWorld, type World } from "../testing/world.ts";
import type { Client, ClientOptions } from "../types.ts";

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A driver's case with its conversation, and their browser, in which any number of tabs are opened. */
function working() {
  const world = createWorld();
  const shared = world.server.addConversation();
  const { id } = world.server.addCase({ id: shared.case.id, status: "accepted" });
  const tabs = createFakeTabs();
  const openTab = async (
    person: FakePerson = world.server.cast.moussa,
    more: Partial<ClientOptions> = {},
  ) => {
    const client = world.client(person, { outbox: indexedDbOutbox("outbox"), tabs, ...more });
    const conversation = client.conversation(shared.id);
    conversation.view.subscribe(() => {});
    client.cases.subscribe(() => {});
    client.start();
    await until(client.cases, ({ status }) => status === "ready");
    await until(conversation.view, ({ status }) => status !== "loading");
    return { client, conversation };
  };
  const shown = (client: Client) => {
    const found = client.cases.get().cases.find((one) => one.id === id);
    if (found === undefined) throw new Error("the case is not listed");
    return found;
  };
  const step = (client: Client, status: string) => client.statuses.change(shown(client), status);
  const statusAtServer = () => world.server.cases.get(id)?.status;
  return { world, shared, id, openTab, shown, step, statusAtServer };
}

const loseNetwork = ({ server }: World) => {
  server.block("websocket");
  server.block("http");
  server.dropConnections();
};
const findNetwork = async ({ server, clock }: World) => {
  server.unblock("websocket");
  server.unblock("http");
  await clock.advance(60_000);
};
const arrived = ({ server }: World) =>
  server.received.flatMap((frame) =>
    frame.type === "send" ? frame.text : frame.type === "change_status" ? frame.status : [],
  );
const states = (client: Client) =>
  client.statuses.changes.get().map(({ status, state }) => [status.to, state]);

describe("a step of a case", () => {
  it("is shown at once without a network, kept, and goes when there is one, in its place among the messages", async () => {
    const { world, openTab, shown, step, statusAtServer } = working();
    const { client, conversation } = await openTab();
    loseNetwork(world);
    conversation.send("Je suis devant la porte");
    step(client, "en_route");
    conversation.send("Bonne journée");
    expect(shown(client).status).toBe("en_route");
    expect(states(client)).toEqual([["en_route", "waiting"]]);
    expect(client.unsent.get()).toBe(3);
    expect(client.failedIn.get()).toEqual([]);
    expect(statusAtServer()).toBe("accepted");
    await findNetwork(world);
    await until(client.statuses.changes, (changes) => changes.length === 0);
    await until(client.unsent, (count) => count === 0);
    // N18.12
    expect(arrived(world)).toEqual(["Je suis devant la porte", "en_route", "Bonne journée"]);
    expect(shown(client).status).toBe("en_route");
    expect(statusAtServer()).toBe("en_route");
  });

  it("N18.12: stands in the order of every conversation of its case", async () => {
    const { world, id, openTab, shown } = working();
    const rooms = [1, 2].map(() => world.server.addConversation());
    const talks = rooms.map((room) => ({
      conversation_id: room.id,
      person: { id: world.server.cast.awa.id, full_name: "Awa Traoré", role: "customer" as const },
    }));
    world.server.addCase({ id, conversation_id: null, rooms: talks });
    const { client } = await openTab();
    const [first, second] = rooms.map((room) => client.conversation(room.id));
    loseNetwork(world);
    first?.send("Au client");
    client.statuses.change(shown(client), "en_route");
    second?.send("Au marchand, après");
    world.server.refuse("send", "busy", { retry_after_ms: 1_000 });
    await findNetwork(world);
    await until(client.unsent, (count) => count === 0);
    expect(arrived(world)).toEqual(["Au client", "Au client", "en_route", "Au marchand, après"]);
  });

  it("is followed by others from the status that is shown, each told from the one before", async () => {
    const { world, openTab, shown, step } = working();
    const { client } = await openTab();
    loseNetwork(world);
    for (const status of ["en_route", "arrived", "completed"]) step(client, status);
    expect(shown(client).status).toBe("completed");
    await findNetwork(world);
    await until(client.statuses.changes, (changes) => changes.length === 0);
    expect(
      world.server.framesOf("change_status").map(({ from, status }) => [from, status]),
    ).toEqual([
      ["accepted", "en_route"],
      ["en_route", "arrived"],
      ["arrived", "completed"],
    ]);
  });

  it("survives a tab that is killed, and carries its words", async () => {
    const { world, openTab, shown, statusAtServer } = working();
    const first = await openTab();
    loseNetwork(world);
    const why = { reason: "Client absent", note: "Voisin prévenu", internal: true };
    first.client.statuses.change(shown(first.client), "en_route", why);
    await turn();
    // The process is gone: nothing is said, and nothing let go of.
    const [kept] = await indexedDbOutbox("outbox").list();
    expect(kept).toMatchObject({ text: "", status: { from: "accepted", to: "en_route", ...why } });
    await first.client.stop();
    world.server.unblock("websocket");
    world.server.answer("change_status", () => {});
    const { client } = await openTab();
    await until(client.statuses.changes, (changes) => changes.length === 1);
    expect(shown(client).status).toBe("en_route");
    world.server.answer("change_status", () => false);
    await world.clock.advance(30_000);
    await until(client.statuses.changes, (changes) => changes.length === 0);
    expect(statusAtServer()).toBe("en_route");
    expect(world.server.framesOf("change_status").at(-1)).toMatchObject(why);
  });

  it("P5: is neither shown to nor sent by another account of the same device", async () => {
    const { world, openTab, shown, step, statusAtServer } = working();
    const first = await openTab();
    loseNetwork(world);
    step(first.client, "en_route");
    await turn();
    await first.client.stop();
    await findNetwork(world);
    const { client } = await openTab(world.server.cast.claire);
    await world.clock.advance(60_000);
    expect(states(client)).toEqual([]);
    expect(shown(client).status).toBe("accepted");
    expect(world.server.framesOf("change_status")).toEqual([]);
    expect(statusAtServer()).toBe("accepted");
    expect(await indexedDbOutbox("outbox").list()).toHaveLength(1);
  });

  it("is sent by one of several tabs, and shown in all", async () => {
    const { world, openTab, shown, step } = working();
    const [one, other] = [await openTab(), await openTab()];
    loseNetwork(world);
    step(other.client, "en_route");
    await until(one.client.statuses.changes, (changes) => changes.length === 1);
    expect(shown(one.client).status).toBe("en_route");
    await findNetwork(world);
    for (const { client } of [one, other]) {
      await until(client.statuses.changes, (changes) => changes.length === 0);
      expect(shown(client).status).toBe("en_route");
    }
    expect(world.server.framesOf("change_status")).toHaveLength(1);
  });

  it("P2: is asked for again under the same client_id when the answer is lost", async () => {
    const { world, openTab, step } = working();
    const { client } = await openTab();
    world.server.loseAnswers("change_status");
    const clientId = step(client, "en_route");
    await turn();
    await world.clock.advance(30_000);
    await until(client.statuses.changes, (changes) => changes.length === 0);
    expect(world.server.framesOf("change_status").map(({ client_id }) => client_id)).toEqual([
      clientId,
      clientId,
    ]);
    expect([...world.server.moved]).toEqual([clientId]);
  });

  it("stays shown from its acknowledgement until the news of it", async () => {
    const { world, id, openTab, shown, step } = working();
    const { client } = await openTab();
    world.server.answer("change_status", (connection, { ref }) => {
      connection.send({ type: "ack", ref, revision: world.server.revision + 1 });
    });
    step(client, "en_route");
    await until(client.unsent, (count) => count === 0);
    expect(states(client)).toEqual([["en_route", "sent"]]);
    expect(shown(client).status).toBe("en_route");
    world.server.addCase({ id, status: "arrived" });
    await turn();
    expect(states(client)).toEqual([]);
    expect(shown(client).status).toBe("arrived");
  });

  it("waits for the files that were sent before it, unless they were put aside", async () => {
    const { world, openTab, step } = working();
    const uploads = new FakeUploads(world.server);
    const { client, conversation } = await openTab(undefined, { fetch: uploads.fetch });
    uploads.breakAfter(1);
    const photo = new File([new Uint8Array(200_000)], "colis.jpg", { type: "image/jpeg" });
    const key = conversation.send("", { files: [photo] });
    await until(conversation.view, () => uploads.bytes()[0] === 65_536);
    step(client, "en_route");
    await turn();
    expect(arrived(world)).toEqual([]);
    conversation.pause(key);
    await until(client.statuses.changes, (changes) => changes.length === 0);
    expect(arrived(world)).toEqual(["en_route"]);
  });
});

describe("a step that is refused when it arrives", () => {
  it("has not happened, and stays told until it is seen", async () => {
    const { world, id, openTab, shown, step } = working();
    const { client, conversation } = await openTab();
    loseNetwork(world);
    const clientId = step(client, "en_route");
    conversation.send("J’arrive");
    world.server.addCase({ id, status: "cancelled" });
    await findNetwork(world);
    await until(client.unsent, (count) => count === 1);
    expect(client.statuses.changes.get()).toMatchObject([
      { client_id: clientId, state: "failed", refusal: { code: "transition_not_allowed" } },
    ]);
    expect(shown(client).status).toBe("cancelled");
    expect(arrived(world)).toEqual(["en_route", "J’arrive"]);
    // Nothing leads to a conversation for it.
    expect(client.failedIn.get()).toEqual([]);
    expect(client.statuses.takeBack(clientId)).toBe(true);
    expect(client.statuses.changes.get()).toEqual([]);
    expect(client.unsent.get()).toBe(0);
  });

  it("is asked for again when the person wants it", async () => {
    const { world, openTab, shown, step } = working();
    const { client } = await openTab();
    world.server.refuse("change_status", "forbidden");
    const clientId = step(client, "en_route");
    await until(client.statuses.changes, ([one]) => one?.state === "failed");
    client.statuses.retry(clientId);
    expect(shown(client).status).toBe("en_route");
    await until(client.statuses.changes, (changes) => changes.length === 0);
    expect(shown(client).status).toBe("en_route");
  });
});

describe("a step that is taken back", () => {
  it("has never been, with those that were built upon it", async () => {
    const { world, openTab, shown, step } = working();
    const { client } = await openTab();
    loseNetwork(world);
    step(client, "en_route");
    const arriving = step(client, "arrived");
    step(client, "completed");
    expect(client.statuses.takeBack(arriving)).toBe(true);
    expect(states(client)).toEqual([["en_route", "waiting"]]);
    expect(shown(client).status).toBe("en_route");
    await findNetwork(world);
    await until(client.statuses.changes, (changes) => changes.length === 0);
    expect(arrived(world)).toEqual(["en_route"]);
  });

  it("is not taken back once it is on its way", async () => {
    const { world, openTab, step } = working();
    const { client } = await openTab();
    world.server.answer("change_status", () => {});
    const clientId = step(client, "en_route");
    await world.server.awaitFrame("change_status");
    expect(client.statuses.takeBack(clientId)).toBe(false);
    expect(states(client)).toEqual([["en_route", "waiting"]]);
  });
});
