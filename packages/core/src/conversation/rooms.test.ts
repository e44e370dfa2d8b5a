import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { openCase } from "../case/open-case.ts";
import { openRoom } from "../case/open-room.ts";
import { changeStatus } from "../case/change-status.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { kinds } from "../kinds/registry.ts";
import { locateMessages } from "../message/locate-messages.ts";
import { sendMessage } from "../message/send-message.ts";
import { sendPicture } from "../message/send-picture.ts";
import { sendPosition } from "../position/send-position.ts";
import { advanceReceipt } from "../receipt/advance-receipt.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { archiveConversation } from "./archive-conversation.ts";
import { countUnreadRooms, type FindRooms, findRooms, readRoom } from "./find-rooms.ts";
import { readSpan } from "./read-span.ts";
import { readTimes } from "./read-times.ts";

let database: TestDatabase;
let core: Core;
let cast: Record<"client" | "driver" | "second" | "support" | "merchant" | "outsider", Actor>;
let parcel: { id: string; number: string | null; room: string };

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  const all = kinds.all().map(({ name }) => name);
  const organization = await createOrganization(database, { kinds: all });
  const outside = await createOrganization(database, { kinds: all });
  const named = (full_name: string) => ({ full_name });
  cast = {
    client: await createMember(database, organization, "customer", named("Adjoua Kouassi")),
    driver: await createMember(database, organization, "worker", named("Koffi N’Guessan")),
    second: await createMember(database, organization, "worker", named("Ange Yapi")),
    support: await createMember(database, organization, "agent", named("Estelle Brou")),
    merchant: await createMember(database, organization, "manager", named("Yao Konan")),
    outsider: await createMember(database, outside, "worker", named("Oscar Intrus")),
  };
  const opened = await openCase(core, cast.support, {
    kind: "delivery",
    title: "Deux cartons",
    fields: {
      pickup: { address: "Cocody", latitude: 5.36, longitude: -3.98 },
      delivery: { address: "Yopougon", latitude: 5.34, longitude: -4.06 },
    },
    customer_id: cast.client.id,
    assignee_id: cast.driver.id,
  });
  const { room } = await openRoom(core, cast.driver, opened.id, cast.client.id);
  parcel = { id: opened.id, number: opened.number, room: room.conversation_id };
});

const say = (actor: Actor, text: string, conversation_id = parcel.room) =>
  sendMessage(core, actor, { conversation_id, text, client_id: newId() });

const find = (actor: Actor, wanted: Partial<FindRooms> = {}) =>
  findRooms(core, actor, {
    kinds: ["delivery", "talk"],
    archived: false,
    order: { by: "last_message", newest: true },
    from: 0,
    count: 20,
    ...wanted,
  });
const idsOf = async (actor: Actor, wanted: Partial<FindRooms> = {}) =>
  (await find(actor, wanted)).rooms.map(({ conversation_id }) => conversation_id);

const talkWith = (actor: Actor, driver: Actor) =>
  openCase(core, actor, { kind: "talk", title: driver.full_name, assignee_id: driver.id });

describe("Rooms", () => {
  test("show whom one speaks with, the newest message and what is unread, to each their own", async () => {
    await say(cast.driver, "un");
    await say(cast.driver, "deux");
    const { rooms, total } = await find(cast.client);
    expect(total).toBe(1);
    expect(rooms[0]).toMatchObject({
      conversation_id: parcel.room,
      worker: { id: cast.driver.id, role: "worker" },
      other: { id: cast.client.id, role: "customer" },
      case: { number: parcel.number, fields: { pickup: { address: "Cocody" } } },
      last: { text: "deux", sender_id: cast.driver.id },
      unread: 2,
      archived: false,
      closed: false,
    });
    expect((await find(cast.driver)).rooms[0]?.unread).toBe(0);
    expect(await countUnreadRooms(core, cast.client, { kinds: ["delivery"] })).toBe(2);
    await advanceReceipt(core, cast.client, { conversation_id: parcel.room, read: 2 });
    expect(await countUnreadRooms(core, cast.client, { kinds: ["delivery"] })).toBe(0);
  });

  test("P5: are nobody's who takes no part: a colleague, the office, another organization", async () => {
    for (const actor of [cast.second, cast.merchant, cast.support, cast.outsider]) {
      expect(await find(actor)).toEqual({ rooms: [], total: 0 });
    }
    expect(await codeOf(readRoom(core, cast.second, parcel.room))).toBe("forbidden");
    expect(await codeOf(readRoom(core, cast.outsider, parcel.room))).toBe("not_found");
    expect((await readRoom(core, cast.client, parcel.room)).conversation_id).toBe(parcel.room);
  });

  test("are found by a name however its apostrophe is typed, and by a part of the number", async () => {
    for (const words of ["n'guessan", "N’GUESSAN", parcel.number?.slice(4) ?? ""]) {
      expect(await idsOf(cast.client, { words })).toEqual([parcel.room]);
    }
    // One's own name is not what one looks for, and signs of patterns are signs.
    for (const words of ["Adjoua", "%", "_"])
      expect(await idsOf(cast.client, { words })).toEqual([]);
  });

  test("come in the order asked, those of the office apart, a page at a time", async () => {
    const talk = await talkWith(cast.support, cast.driver);
    const support = talk.conversation_id ?? "";
    await say(cast.driver, "Une question", support);
    await say(cast.client, "Bonjour");
    const roles = ["agent", "admin"] as const;
    expect(await idsOf(cast.driver)).toEqual([parcel.room, support]);
    expect(await idsOf(cast.driver, { order: { by: "created", newest: false } })).toEqual([
      parcel.room,
      support,
    ]);
    expect(await idsOf(cast.driver, { order: { by: "created", newest: true } })).toEqual([
      support,
      parcel.room,
    ]);
    expect(await idsOf(cast.driver, { with: { roles, wanted: true } })).toEqual([support]);
    expect(await idsOf(cast.driver, { with: { roles, wanted: false } })).toEqual([parcel.room]);
    expect(await idsOf(cast.driver, { case_id: parcel.id })).toEqual([parcel.room]);
    const second = await find(cast.driver, { from: 1, count: 1 });
    expect([second.total, second.rooms[0]?.conversation_id]).toEqual([2, support]);
    // Two people have one.
    expect((await talkWith(cast.support, cast.driver)).conversation_id).toBe(support);
  });

  test("are put away by one person and brought back; the other keeps them", async () => {
    await archiveConversation(core, cast.driver, parcel.room, true);
    expect(await idsOf(cast.driver)).toEqual([]);
    expect(await idsOf(cast.client)).toEqual([parcel.room]);
    expect((await find(cast.driver, { archived: true })).rooms[0]?.archived).toBe(true);
    await say(cast.client, "Vous arrivez ?");
    expect(await countUnreadRooms(core, cast.driver, { kinds: ["delivery"] })).toBe(1);
    await archiveConversation(core, cast.driver, parcel.room, false);
    expect(await idsOf(cast.driver)).toEqual([parcel.room]);
    const archive = (actor: Actor) => archiveConversation(core, actor, parcel.room, true);
    expect(await codeOf(archive(cast.second))).toBe("forbidden");
    expect(await codeOf(archive(cast.outsider))).toBe("not_found");
  });

  test("tell how the other is reached while the case is open, and a masked number once it has ended", async () => {
    await say(cast.client, "Bonjour");
    await database.owner.query("update member set phone = '+2250701020304' where id = $1", [
      cast.client.id,
    ]);
    expect((await find(cast.driver)).rooms[0]?.other.phone).toBe("+2250701020304");
    await changeStatus(core, cast.driver, parcel.id, { status: "failed" });
    const [room] = (await find(cast.driver)).rooms;
    expect([room?.case.status, room?.other.phone]).toEqual(["failed", "+225 •• •• 04"]);
  });
});

describe("Messages of a room", () => {
  test("are located by their ids, by those who take part", async () => {
    const sent = await say(cast.driver, "un");
    const place = { id: sent.id, conversation_id: parcel.room, number: 1 };
    expect(await locateMessages(core, cast.client, [sent.id, newId()])).toEqual([place]);
    for (const actor of [cast.second, cast.outsider]) {
      expect(await locateMessages(core, actor, [sent.id])).toEqual([]);
    }
  });

  test("say when the other person read them first", async () => {
    for (const text of ["un", "deux", "trois"]) await say(cast.driver, text);
    await advanceReceipt(core, cast.client, { conversation_id: parcel.room, read: 1 });
    await advanceReceipt(core, cast.client, { conversation_id: parcel.room, read: 2 });
    const times = await readTimes(core, cast.driver, parcel.room, { from: 1, to: 3 });
    expect([...times.keys()].toSorted()).toEqual([1, 2]);
    expect((times.get(1) ?? "") <= (times.get(2) ?? "")).toBe(true);
    const span = { from: 1, to: 3 };
    expect(await codeOf(readTimes(core, cast.second, parcel.room, span))).toBe("forbidden");
    expect(await codeOf(readTimes(core, cast.outsider, parcel.room, span))).toBe("not_found");
  });

  test("N12.1: may be a place with words about it, to a tenth of a metre", async () => {
    await sendPosition(core, cast.driver, {
      conversation_id: parcel.room,
      latitude: 5.345317,
      longitude: -4.024429,
      accuracy_m: 10,
      words: " Je suis ici ",
      client_id: null,
    });
    const { messages } = await readSpan(core, cast.client, parcel.room, { from: 1, count: 1 });
    expect(messages[0]?.text).toBe("geo:5.345317,-4.024429;u=10\nJe suis ici");
  });

  test("N4.8: may be a picture that lies elsewhere; only a complete https address is one", async () => {
    const picture = (address: string, words?: string, client_id: string | null = null) =>
      sendPicture(core, cast.driver, { conversation_id: parcel.room, address, words, client_id });
    const key = newId();
    const sent = await picture("https://images.example/a.jpg", "Voici", key);
    expect(await picture("https://images.example/a.jpg", "Voici", key)).toEqual(sent);
    expect(await codeOf(picture("https://images.example/b.jpg", "Voici", key))).toBe(
      "client_id_reused",
    );
    const { messages } = await readSpan(core, cast.client, parcel.room, { from: 1, count: 5 });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      kind: "picture",
      text: "https://images.example/a.jpg\nVoici",
    });
    for (const wrong of [
      "",
      "http://a.example/x",
      "javascript:alert(1)",
      "https://a:b@c.example/",
    ]) {
      const refused = await refusalOf(picture(wrong));
      expect(refused.details.fields).toHaveProperty("address");
    }
    const elsewhere = {
      conversation_id: parcel.room,
      address: "https://a.example/",
      client_id: null,
    };
    expect(await codeOf(sendPicture(core, cast.second, elsewhere))).toBe("forbidden");
    expect(await codeOf(sendPicture(core, cast.outsider, elsewhere))).toBe("not_found");
  });
});
