import { notificationsPage } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { listEvents } from "../conversation/list-events.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { listColleagues } from "../member/list-colleagues.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  createOutsider,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { mentionNotifier } from "./mention-notifier.ts";
import type { Notice } from "./notice-news.ts";
import { listNotifications, readNotifications } from "./notices.ts";
import { changePreferences } from "./preferences.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;
let claire: Actor;
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
  claire = await createMember(database, room.organization_id, "admin");
  oscar = await createOutsider(database);
});

const note = (mentions: string[], conversation_id = room.internal_id) =>
  sendMessage(core, room.worker, {
    conversation_id,
    text: "@Claire Diallo tu peux rappeler ?",
    client_id: newId(),
    mentions,
  });

/** Until nothing waits: an older transaction may still be in the way. */
async function react(): Promise<void> {
  await expect
    .poll(async () => (await mentionNotifier.run(core, room.organization_id)).more)
    .toBe(false);
}
const of = async (actor: Actor) => (await listNotifications(core, actor)).notifications;

describe("N25.5: a mention in an internal message", () => {
  test("P6 N25.5: tells the person named, once, however often the reaction runs", async () => {
    const heard: Notice[] = [];
    const stop = core.notices.listen((notice) => heard.push(notice));
    const { number } = await note([claire.id, room.worker.id]);
    await react();
    await database.owner.query("delete from consumer_cursor where consumer = 'mentions'");
    await react();
    stop();
    const page = await listNotifications(core, claire);
    expect(notificationsPage.parse(page)).toEqual(page);
    expect(page).toMatchObject({
      unread: 1,
      has_more: false,
      notifications: [
        {
          type: "mention",
          actor: { id: room.worker.id },
          case: { id: room.case.id },
          conversation_id: room.id,
          message: { conversation_id: room.internal_id, number },
          read_at: null,
        },
      ],
    });
    expect(heard.map(({ user_id }) => user_id)).toEqual([claire.id]);
    // Nobody is told of what they said themselves; nobody else hears of it.
    for (const other of [room.worker, room.customer, oscar]) expect(await of(other)).toEqual([]);
  });

  test("N25.5 N28.3: tells nobody who does not want to be told of mentions", async () => {
    const preferences = [{ type: "mention" as const, wanted: false }];
    await changePreferences(core, claire, { preferences });
    await note([claire.id]);
    await react();
    expect(await of(claire)).toEqual([]);
  });

  test("N25.5: stands in the journal of the internal conversation, until the message is deleted", async () => {
    const { seq, number } = await note([claire.id]);
    const event = async () =>
      (await listEvents(core, claire, room.internal_id, 0)).events.find((one) => one.seq === seq);
    expect(await event()).toMatchObject({ data: { mentions: [claire.id] } });
    await react();
    await deleteMessage(core, room.worker, { conversation_id: room.internal_id, number });
    expect(JSON.stringify(await event())).not.toContain(claire.id);
    expect((await of(claire))[0]?.message?.text).toBe("");
  });

  test("N25.5: of a customer, a stranger or somebody of elsewhere is refused, and named", async () => {
    const refusal = await refusalOf(note([claire.id, room.customer.id, oscar.id, newId()]));
    expect(refusal.code).toBe("invalid_body");
    expect(Object.keys(refusal.details.fields ?? {})).toEqual([
      "mentions.1",
      "mentions.2",
      "mentions.3",
    ]);
  });

  test("N25.5: before the customer is refused: there nobody is named", async () => {
    const refusal = await refusalOf(note([claire.id], room.id));
    expect(Object.keys(refusal.details.fields ?? {})).toEqual(["mentions"]);
  });

  test("N25.5: those who may be named are who reads the notes, and told to nobody else", async () => {
    const colleagues = await listColleagues(core, room.worker, room.case.id);
    expect(colleagues.map(({ id }) => id)).toContain(claire.id);
    expect(colleagues.map(({ role }) => role)).not.toContain("customer");
    expect(colleagues.map(({ id }) => id)).not.toContain(room.worker.id);
    expect(await codeOf(listColleagues(core, room.customer, room.case.id))).toBe("forbidden");
    expect(await codeOf(listColleagues(core, oscar, room.case.id))).toBe("not_found");
  });
});

describe("N25.6: notifications", () => {
  test("N25.6: are marked as seen by whose they are, and nobody else", async () => {
    await note([claire.id]);
    await note([claire.id]);
    await react();
    const [newest] = await of(claire);
    const ids = [newest?.id ?? ""];
    expect(await readNotifications(core, room.worker, ids)).toEqual({ unread: 0 });
    expect(await readNotifications(core, oscar)).toEqual({ unread: 0 });
    expect((await listNotifications(core, claire)).unread).toBe(2);
    expect(await readNotifications(core, claire, ids)).toEqual({ unread: 1 });
    expect(await readNotifications(core, claire)).toEqual({ unread: 0 });
  });

  test("N25.6: come page by page, the newest first", async () => {
    for (let count = 0; count < 23; count += 1) await note([claire.id]);
    await react();
    const first = await listNotifications(core, claire);
    expect(first).toMatchObject({ has_more: true, unread: 23 });
    const rest = await listNotifications(core, claire, first.notifications.at(-1)?.id);
    expect(rest.has_more).toBe(false);
    const numbers = [...first.notifications, ...rest.notifications].map(
      ({ message }) => message?.number,
    );
    expect(numbers).toEqual(Array.from({ length: 23 }, (_, index) => 23 - index));
  });

  test("N25.6: a guest has none", async () => {
    const guest = { ...room.customer, guest: { conversation_id: room.id } };
    expect(await codeOf(listNotifications(core, guest))).toBe("forbidden");
    expect(await codeOf(readNotifications(core, guest))).toBe("forbidden");
  });
});
