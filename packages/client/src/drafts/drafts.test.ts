import { describe, expect, it } from "vitest";
import { turn, until } from "../testing/index.ts";
import { createWorld, type World } from "../testing/world.ts";
import { memoryDrafts } from "./storage.ts";
import type { DraftStorage } from "./types.ts";

/** One device of Awa's. */
async function device(world: World, id: string, storage: DraftStorage = memoryDrafts()) {
  const client = world.client(world.server.cast.awa, { drafts: storage });
  const conversation = client.conversation(id);
  conversation.view.subscribe(() => {});
  client.start();
  await until(conversation.view, (view) => view.status === "ready");
  await turn();
  return {
    client,
    conversation,
    type: (text: string, replyTo: number | null = null) => conversation.setDraft({ text, replyTo }),
    text: () => client.drafts.get()[id]?.text,
  };
}

function talk() {
  const world = createWorld();
  const { id } = world.server.addConversation();
  return { world, id };
}

const settle = async (world: World, milliseconds: number) => {
  await world.clock.advance(milliseconds);
  await turn();
};

describe("Drafts", () => {
  it("N15.2 are on the person's other devices after a pause in the typing", async () => {
    const { world, id } = talk();
    const phone = await device(world, id);
    const desk = await device(world, id);
    phone.type("Je suis");
    await settle(world, 1_000);
    phone.type("Je suis au rond-point", 1);
    expect(phone.text()).toBe("Je suis au rond-point");
    expect(world.server.framesOf("draft")).toEqual([]);
    await settle(world, 2_500);
    expect(desk.conversation.draft()).toEqual({ text: "Je suis au rond-point", replyTo: 1 });
    expect(world.server.framesOf("draft")).toHaveLength(1);
  });

  it("cost nothing when a message is written in one go", async () => {
    const { world, id } = talk();
    const phone = await device(world, id);
    phone.type("Oui");
    phone.type("");
    await settle(world, 10_000);
    expect(world.server.framesOf("draft")).toEqual([]);
    expect(phone.client.drafts.get()).toEqual({});
  });

  it("are gone everywhere once they are sent or given up", async () => {
    const { world, id } = talk();
    const phone = await device(world, id);
    const desk = await device(world, id);
    phone.type("Je suis au rond-point");
    await settle(world, 2_500);
    desk.type("");
    await settle(world, 0);
    expect(phone.text()).toBeUndefined();
    const later = await device(world, id);
    expect(later.text()).toBeUndefined();
  });

  it("outlive the page, and are told to the server when it is there again", async () => {
    const { world, id } = talk();
    const storage = memoryDrafts();
    const phone = await device(world, id, storage);
    world.surroundings.setOnline(false);
    phone.type("Écrit sans réseau");
    await phone.client.stop();
    world.surroundings.setOnline(true);
    const reopened = await device(world, id, storage);
    expect(reopened.text()).toBe("Écrit sans réseau");
    const desk = await device(world, id);
    expect(desk.text()).toBe("Écrit sans réseau");
  });

  it("N15.3 under one's hands are never replaced, and become the newest", async () => {
    const { world, id } = talk();
    const phone = await device(world, id);
    const desk = await device(world, id);
    desk.type("De l’ordinateur");
    await settle(world, 2_000);
    phone.type("Du téléphone");
    await settle(world, 1_000);
    expect(phone.text()).toBe("Du téléphone");
    await settle(world, 3_000);
    expect(desk.text()).toBe("Du téléphone");
  });

  it("N15.4 begun elsewhere survive a message that was sent from here without a network", async () => {
    const { world, id } = talk();
    const storage = memoryDrafts();
    const phone = await device(world, id, storage);
    const desk = await device(world, id);
    phone.type("J’arrive");
    await settle(world, 2_500);
    await phone.client.stop();
    const away = world.client(world.server.cast.awa, { drafts: storage });
    away.conversation(id).setDraft({ text: "", replyTo: null });
    desk.type("J’arrive, ouvrez le portail");
    await settle(world, 2_500);
    away.start();
    await until(away.connection, ({ status }) => status === "connected");
    await settle(world, 3_000);
    expect(away.drafts.get()[id]?.text).toBe("J’arrive, ouvrez le portail");
    expect(desk.text()).toBe("J’arrive, ouvrez le portail");
  });

  it("whose answer was lost do not come back after they were sent", async () => {
    const { world, id } = talk();
    const phone = await device(world, id);
    world.server.loseAnswers("draft");
    phone.type("Envoyé ensuite");
    await settle(world, 2_500);
    phone.type("");
    world.server.dropConnections();
    await settle(world, 10_000);
    expect(phone.text()).toBeUndefined();
    expect((await device(world, id)).text()).toBeUndefined();
  });

  it("that the server refuses for good stay on this device", async () => {
    const { world, id } = talk();
    const phone = await device(world, id);
    world.server.refuse("draft", "forbidden");
    phone.type("Pour moi");
    await settle(world, 60_000);
    expect(phone.text()).toBe("Pour moi");
    expect(world.server.framesOf("draft")).toHaveLength(1);
  });

  it("that the server refused for good outlive the connection, and are offered on the next one", async () => {
    const { world, id } = talk();
    const phone = await device(world, id);
    world.server.refuse("draft", "forbidden");
    phone.type("Pour moi");
    await settle(world, 60_000);
    world.server.dropConnections();
    await settle(world, 10_000);
    expect(phone.text()).toBe("Pour moi");
    expect((await device(world, id)).text()).toBe("Pour moi");
  });

  it("that the server refused for good are offered again when the case has changed", async () => {
    const { world, id } = talk();
    const phone = await device(world, id);
    const desk = await device(world, id);
    phone.client.cases.subscribe(() => {});
    world.server.refuse("draft", "forbidden");
    phone.type("Pour moi");
    await settle(world, 60_000);
    expect(desk.text()).toBeUndefined();
    for (const { id } of world.server.cases.values()) world.server.addCase({ id });
    await settle(world, 10_000);
    expect(desk.text()).toBe("Pour moi");
    expect(world.server.framesOf("draft")).toHaveLength(2);
  });

  it("are offered again after a pause when there were too many", async () => {
    const { world, id } = talk();
    const phone = await device(world, id);
    world.server.refuse("draft", "too_many_requests", { retry_after_ms: 500 });
    phone.type("Encore");
    await settle(world, 10_000);
    expect((await device(world, id)).text()).toBe("Encore");
  });
});
