import { notificationsPage } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { assignCase } from "../case/assign-case.ts";
import { changeStatus } from "../case/change-status.ts";
import { openCase } from "../case/open-case.ts";
import { updateCase } from "../case/update-case.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import { rateCase } from "../rating/rate-case.ts";
import { advanceReceipt } from "../receipt/advance-receipt.ts";
import {
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  createOrganization,
  createOutsider,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import type { Notice } from "./notice-news.ts";
import { listNotifications } from "./notices.ts";
import { ownNotifier } from "./own-notifier.ts";
import { changePreferences, readPreferences } from "./preferences.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;
let admin: Actor;
let oscar: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
  admin = await createMember(database, room.organization_id, "admin");
  oscar = await createOutsider(database);
  await react();
});

const say = (actor: Actor, text: string, conversation_id = room.id) =>
  sendMessage(core, actor, { conversation_id, text, client_id: newId() });

/** Until nothing waits: an older transaction may still be in the way. */
async function react(organization = room.organization_id): Promise<void> {
  await expect.poll(async () => (await ownNotifier.run(core, organization)).more).toBe(false);
}
const of = async (actor: Actor, type: string) =>
  (await listNotifications(core, actor)).notifications.filter((one) => one.type === type);

async function finish(): Promise<void> {
  for (const status of ["en_route", "arrived", "in_progress", "completed"]) {
    await changeStatus(core, room.worker, room.case.id, { status });
  }
}

describe("N28.1: words in a conversation", () => {
  test("P6 N28.1: are one line however many, the newest of them, and told again only when more come", async () => {
    await say(room.worker, "Bonjour");
    await react();
    await say(room.worker, "Je pars");
    await react();
    const heard: Notice[] = [];
    const stop = core.notices.listen((notice) => heard.push(notice));
    await database.owner.query("delete from consumer_cursor where consumer = 'notices'");
    await react();
    stop();
    expect(heard.filter(({ user_id }) => user_id === room.customer.id)).toEqual([]);
    const page = await listNotifications(core, room.customer);
    expect(notificationsPage.parse(page)).toEqual(page);
    expect(await of(room.customer, "message")).toMatchObject([
      { actor: { id: room.worker.id }, conversation_id: room.id, message: { text: "Je pars" } },
    ]);
    for (const other of [room.worker, admin, oscar]) {
      expect(await of(other, "message")).toEqual([]);
    }
  });

  test("N28.1 N28.4: are seen when they are read where they stand, which other devices hear", async () => {
    const { number } = await say(room.worker, "Bonjour");
    await react();
    const heard: Notice[] = [];
    const stop = core.notices.listen((notice) => heard.push(notice));
    await advanceReceipt(core, room.customer, {
      conversation_id: room.id,
      delivered: number,
      read: number,
    });
    await react();
    stop();
    expect((await of(room.customer, "message"))[0]?.read_at).not.toBeNull();
    expect(heard).toContainEqual({
      user_id: room.customer.id,
      notification: null,
      unread: (await listNotifications(core, room.customer)).unread,
    });
  });

  test("N28.1 N18.2: that something takes place at another hour is told to the customer alone", async () => {
    const organization = await createOrganization(database, { kinds: ["appointment", "contact"] });
    const [awa, garage, other] = await Promise.all([
      createMember(database, organization, "customer"),
      createMember(database, organization, "worker"),
      createMember(database, organization, "worker"),
    ]);
    const { id } = await openCase(core, awa, {
      kind: "appointment",
      title: "Vidange",
      assignee_id: garage.id,
      fields: { starts_at: "2026-12-01T09:00:00Z" },
    });
    await updateCase(core, garage, id, { fields: { starts_at: "2026-12-09T15:00:00Z" } });
    await react(organization);
    expect(await of(awa, "message")).toMatchObject([
      { actor: { id: garage.id }, message: { text: expect.stringContaining("9 décembre") } },
    ]);
    for (const one of [garage, other, oscar]) expect(await of(one, "message")).toEqual([]);
  });

  test("N28.1: that are internal are never told to the customer", async () => {
    await say(room.worker, "Il manque une pièce", room.internal_id);
    await react();
    expect(JSON.stringify(await listNotifications(core, room.customer))).not.toContain("pièce");
  });
});

describe("N28.2: what becomes of a case", () => {
  test("N28.2: a new status is told to its customer and not to who made it", async () => {
    await changeStatus(core, room.worker, room.case.id, { status: "en_route" });
    await react();
    expect((await of(room.customer, "status"))[0]).toMatchObject({
      detail: "en_route",
      case: { id: room.case.id },
      actor: { id: room.worker.id },
    });
    const before = await of(room.worker, "status");
    expect(before.some(({ detail }) => detail === "en_route")).toBe(false);
    expect(await of(oscar, "status")).toEqual([]);
  });

  test("N28.2: whoever is given the work is told of that, once", async () => {
    const other = await createMember(database, room.organization_id, "worker");
    await assignCase(core, admin, room.case.id, { assignee_id: other.id });
    await react();
    expect(await of(other, "assigned")).toMatchObject([{ actor: { id: admin.id }, detail: null }]);
    expect(await of(other, "status")).toEqual([]);
    expect(await of(room.worker, "assigned")).toEqual([]);
  });

  test("N28.2: the answer of a customer is told to who did the work, and to nobody else", async () => {
    await finish();
    await rateCase(core, room.customer, room.case.id, { score: 5 });
    await react();
    expect(await of(room.worker, "rating")).toMatchObject([{ detail: "5" }]);
    expect(await of(room.customer, "rating")).toEqual([]);
  });
});

describe("N28.3: preferences", () => {
  test("N28.3: of a type that is not wanted nothing is written, for that person only", async () => {
    await changePreferences(core, room.customer, {
      preferences: [{ type: "status", wanted: false }],
    });
    expect((await readPreferences(core, room.customer)).preferences).toContainEqual({
      type: "status",
      wanted: false,
    });
    expect((await readPreferences(core, room.worker)).preferences).toContainEqual({
      type: "status",
      wanted: true,
    });
    const before = await of(room.customer, "status");
    await changeStatus(core, room.worker, room.case.id, { status: "en_route" });
    await say(room.worker, "J’arrive");
    await react();
    expect(await of(room.customer, "status")).toEqual(before);
    expect(await of(room.customer, "message")).toHaveLength(1);
  });

  test("N28.3: a guest has none", async () => {
    const guest = { ...room.customer, guest: { conversation_id: room.id } };
    expect(await codeOf(readPreferences(core, guest))).toBe("forbidden");
    expect(await codeOf(changePreferences(core, guest, { preferences: [] }))).toBe("forbidden");
  });
});
