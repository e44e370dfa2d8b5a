import "fake-indexeddb/auto";
import { openDB } from "idb";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createClient } from "../client.ts";
import { outboxName } from "../outbox/indexed-db-storage.ts";
import { createSession } from "../session/session.ts";
import { memorySession } from "../session/storage.ts";
import { createFakeTabs, type FakePerson, turn, until } from "../testing/index.ts";
import { createWorld } from "../testing/world.ts";
import { eraseOthers } from "./erase.ts";
import { indexedDbMemory, memoryPrefix } from "./indexed-db.ts";

/** Devices of several people at one server; a visit is a page that is opened, and left again. */
function createDevice() {
  const world = createWorld();
  const { clock, server } = world;
  const conversation = server.addConversation();
  const visit = (person: FakePerson = server.cast.awa) => {
    const client = createClient({
      ...server.clientOptions(person),
      clock,
      surroundings: world.surroundings,
      viewerId: person.id,
      random: () => 0.5,
    });
    const talk = client.conversation(conversation.id);
    const leaving = [talk.view.subscribe(() => {}), client.cases.subscribe(() => {})];
    client.start();
    return {
      client,
      talk,
      texts: () => talk.view.get().messages.map(({ text }) => text),
      leave: async () => {
        for (const leave of leaving) leave();
        await client.stop();
      },
    };
  };
  const name = (person: FakePerson) => memoryPrefix(server.url) + person.id;
  return { ...world, conversation, visit, name };
}

afterEach(async () => {
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name ?? "");
});

const names = async () => (await indexedDB.databases()).map(({ name }) => name);

describe("what a device keeps", () => {
  it("is there without a network, and goes on from its position when there is one (P3, P4)", async () => {
    const { server, conversation, visit, surroundings } = createDevice();
    const { moussa } = server.cast;
    const first = visit();
    await until(first.talk.view, (view) => view.status === "ready");
    conversation.say(moussa, "Un");
    await until(first.talk.view, () => first.texts().includes("Un"));
    await until(first.client.cases, ({ status }) => status === "ready");
    await first.leave();

    surroundings.setOnline(false);
    const second = visit();
    await until(second.talk.view, (view) => view.status === "ready");
    expect(second.texts()).toContain("Un");
    await until(second.client.cases, ({ status }) => status === "ready");
    conversation.say(moussa, "Deux");
    surroundings.setOnline(true);
    await until(second.talk.view, () => second.texts().includes("Deux"));
    expect(second.texts().filter((text) => text === "Un")).toHaveLength(1);
    await second.leave();
  });

  it("asks from the position that it has, not for everything", async () => {
    const { server, conversation, visit } = createDevice();
    const first = visit();
    await until(first.talk.view, (view) => view.status === "ready");
    const seq = first.talk.view.get().state?.seq;
    await first.leave();
    const asked: unknown[] = [];
    server.answer("subscribe", (_connection, frame) => {
      asked.push(frame);
      return false;
    });
    server.answer("hello", (_connection, frame) => {
      asked.push(...(frame.subscriptions ?? []));
      return false;
    });
    const second = visit();
    conversation.say(server.cast.moussa, "Encore");
    await until(second.talk.view, () => second.texts().includes("Encore"));
    expect(asked).toEqual([expect.objectContaining({ after: seq })]);
    await second.leave();
  });

  it("may begin with an answer that was asked for before: followed from its position, not asked for again", async () => {
    const { server, conversation, visit, clock, surroundings } = createDevice();
    const { awa, moussa } = server.cast;
    conversation.say(moussa, "Un");
    const before = visit();
    await until(before.talk.view, (view) => view.status === "ready");
    const state = before.talk.view.get().state;
    await before.leave();
    conversation.say(moussa, "Deux");

    const asked: unknown[] = [];
    server.answer("hello", (_connection, frame) => {
      asked.push(...(frame.subscriptions ?? []));
      return false;
    });
    surroundings.setOnline(false);
    const client = createClient({
      ...server.clientOptions(awa),
      clock,
      surroundings,
      viewerId: awa.id,
      memory: null,
      early: (id) => Promise.resolve(id === conversation.id ? state : null),
    });
    const { view } = client.conversation(conversation.id);
    const leave = view.subscribe(() => {});
    client.start();
    await until(view, ({ status }) => status === "ready");
    expect(view.get().messages.map(({ text }) => text)).toEqual(["Un"]);
    surroundings.setOnline(true);
    await until(view, ({ messages }) => messages.length === 2);
    expect(asked).toEqual([expect.objectContaining({ after: state?.seq })]);
    leave();
    await client.stop();
  });

  it("is forgotten when the person may not see it any more", async () => {
    const { server, conversation, visit, name } = createDevice();
    const first = visit();
    await until(first.talk.view, (view) => view.status === "ready");
    await first.leave();
    server.refuse("subscribe", "not_found");
    const second = visit();
    await until(second.talk.view, (view) => view.status === "refused");
    await second.leave();
    await turn();
    expect(await indexedDbMemory(name(server.cast.awa)).conversation(conversation.id)).toBeNull();
  });

  it("holds what was chosen and not sent: by conversation, until it is sent or may not be", async () => {
    const { server, conversation, visit } = createDevice();
    const photo = new File(["photo"], "batterie.jpg", { type: "image/jpeg" });
    const first = visit();
    first.talk.keepChosen([photo]);
    await first.leave();
    const second = visit();
    const kept = await second.talk.chosen();
    expect(kept.map(({ name, type }) => `${name} ${type}`)).toEqual(["batterie.jpg image/jpeg"]);
    expect(await kept[0]?.text()).toBe("photo");
    expect(await second.client.conversation(server.addConversation().id).chosen()).toEqual([]);
    second.talk.keepChosen([]);
    expect(await second.talk.chosen()).toEqual([]);
    second.talk.keepChosen([photo]);
    await second.leave();
    server.refuse("subscribe", "not_found");
    const third = visit();
    await until(third.talk.view, (view) => view.status === "refused");
    await expect.poll(() => third.talk.chosen()).toEqual([]);
    await third.leave();
    expect(conversation.messages).toEqual([]);
  });

  it("is read by whoever has the device of an earlier version", async () => {
    const name = "relais-memory earlier";
    const before = await openDB(name, 1, {
      upgrade: (database) => {
        for (const store of ["conversations", "pictures"])
          database.createObjectStore(store, { keyPath: "id" }).createIndex("used_at", "used_at");
        database.createObjectStore("lists", { keyPath: "id" });
      },
    });
    await before.put("pictures", { id: "a", picture: new Blob(["a"]), used_at: 1 });
    before.close();
    const memory = indexedDbMemory(name);
    expect(await (await memory.picture("a"))?.text()).toBe("a");
    await memory.keepChosen("c", [new File(["photo"], "roue.jpg")]);
    expect(await memory.chosen("c")).toHaveLength(1);
    await memory.close();
  });

  it("keeps small pictures, and no more than a number of them", async () => {
    const memory = indexedDbMemory("relais-memory test");
    await memory.keepPicture("a", new Blob(["a"]));
    await memory.keepPicture("large", new Blob(["x".repeat(400_000)]));
    expect(await (await memory.picture("a"))?.text()).toBe("a");
    expect(await memory.picture("large")).toBeNull();
    for (let count = 0; count < 200; count += 1) {
      await memory.keepPicture(`next-${count}`, new Blob(["b"]));
    }
    expect(await memory.picture("next-199")).not.toBeNull();
    const [first, second] = [await memory.picture("a"), await memory.picture("next-0")];
    expect([first, second]).toContain(null);
    await memory.close();
  });
});

describe("what a device forgets", () => {
  it("goes with its person: memory, drafts, and what was never sent; another person's stays", async () => {
    const { server, visit, name, surroundings } = createDevice();
    const { awa, moussa } = server.cast;
    const draftOf = (person: FakePerson) => `relais:draft:${server.url} ${person.id} c`;
    const stoppedBy = (person: FakePerson) => `relais:stopped:${server.url} ${person.id} c`;
    const keys = [awa, moussa].flatMap((person) => [draftOf(person), stoppedBy(person)]);
    const kept: Record<string, string> = Object.fromEntries(keys.map((key) => [key, "{}"]));
    const removeItem = { value: (key: string) => delete kept[key] };
    vi.stubGlobal("localStorage", Object.defineProperties(kept, { removeItem }));
    for (const person of [awa, moussa]) {
      const page = visit(person);
      await until(page.talk.view, (view) => view.status === "ready");
      surroundings.setOnline(false);
      page.talk.send(`De ${person.full_name}`);
      await until(page.client.unsent, (count) => count === 1);
      await page.leave();
      surroundings.setOnline(true);
    }
    expect(await names()).toEqual(expect.arrayContaining([name(awa), name(moussa)]));

    await eraseOthers(server.url, moussa.id, awa.id);
    vi.unstubAllGlobals();
    expect(Object.keys(kept)).toEqual([draftOf(moussa), stoppedBy(moussa)]);
    expect(await names()).not.toContain(name(awa));
    expect(await names()).toContain(name(moussa));
    surroundings.setOnline(false);
    const next = visit(moussa);
    await until(next.client.unsent, (count) => count === 1);
    await next.leave();
  });

  it("is everything when nobody is signed in, and nothing of it is written anew by a page that still runs", async () => {
    const { server, visit, name, conversation } = createDevice();
    const page = visit();
    await until(page.talk.view, (view) => view.status === "ready");
    await eraseOthers(server.url, null, server.cast.awa.id);
    conversation.say(server.cast.moussa, "Trop tard");
    await until(page.talk.view, () => page.texts().includes("Trop tard"));
    await page.leave();
    await turn();
    expect(await names()).not.toContain(name(server.cast.awa));
  });

  it("stays while its person is signed in under another name, as beside a customer's link", async () => {
    const { server, visit, name, surroundings } = createDevice();
    const { awa } = server.cast;
    const page = visit(awa);
    await until(page.talk.view, (view) => view.status === "ready");
    surroundings.setOnline(false);
    page.talk.send("Attend encore");
    await until(page.client.unsent, (count) => count === 1);
    await page.leave();
    const session = JSON.stringify({ user: { id: awa.id } });
    const kept: Record<string, string> = { [`relais-session ${server.url}`]: session };
    const getItem = { value: (key: string) => kept[key] ?? null };
    vi.stubGlobal("localStorage", Object.defineProperties({ ...kept }, { getItem }));
    await eraseOthers(server.url, null, null);
    vi.unstubAllGlobals();
    expect(await names()).toContain(name(awa));
    const next = visit(awa);
    await until(next.client.unsent, (count) => count === 1);
    await next.leave();
  });

  it("is erased when the server ends the session, before the next person is let in", async () => {
    const { server, clock } = createDevice();
    const erased: [string | null, string | null][] = [];
    const session = createSession({
      baseUrl: server.url,
      fetch: server.fetch,
      clock,
      storage: memorySession(),
      locks: createFakeTabs().locks,
      erase: async (present, left) => void erased.push([present, left]),
    });
    await session.signIn("client@depannage.demo", "relais-demo");
    await clock.advance(15 * 60_000);
    server.sessions.endAll();
    expect(await session.getToken()).toBeNull();
    await session.signIn("technicien@depannage.demo", "relais-demo");
    expect(erased).toContainEqual([null, server.cast.awa.id]);
    expect(erased.at(-1)?.[1]).not.toBe(server.cast.moussa.id);
  });

  it("does not keep the next person waiting for a tab that is frozen with it", async () => {
    const { server, clock, name } = createDevice();
    const { awa, moussa } = server.cast;
    // A suspended page does not hear that it should let go.
    const frozen = await openDB(name(awa), 1);
    vi.stubGlobal("localStorage", {});
    const session = createSession({
      baseUrl: server.url,
      fetch: server.fetch,
      clock,
      storage: memorySession(),
    });
    await session.signIn("client@depannage.demo", "relais-demo");
    const left = session.signOut();
    const next = session.signIn("technicien@depannage.demo", "relais-demo");
    await clock.advance(5_000);
    await left;
    expect((await next).id).toBe(moussa.id);
    vi.unstubAllGlobals();
    frozen.close();
  });

  it("leaves the outbox where nobody wrote anything", async () => {
    await eraseOthers("http://nobody.example", null, null);
    expect(await names()).not.toContain(outboxName("http://nobody.example"));
  });
});
