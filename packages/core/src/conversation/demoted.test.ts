import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeAccount } from "../account/change-account.ts";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { change } from "../journal/append.ts";
import { sendMessage } from "../message/send-message.ts";
import { notificationCounter } from "../notification/counter-consumer.ts";
import { listCounters } from "../notification/counters.ts";
import { mentionNotifier } from "../notification/mention-notifier.ts";
import { listNotifications } from "../notification/notices.ts";
import { ownNotifier } from "../notification/own-notifier.ts";
import { takeDue } from "../push/due-deliveries.ts";
import { pushQueue } from "../push/push-consumer.ts";
import { registerPush } from "../push/register-push.ts";
import { searchIndex } from "../search/search-index.ts";
import { searchMessages } from "../search/search-messages.ts";
import {
  type Conversation,
  createConversation,
  createMember,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { addParticipant } from "./add-participant.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;
let claire: Actor;
/** The worker of the conversation, since an admin made a customer of them. */
let demoted: Actor;

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
  await change(core, room.organization_id, (given) =>
    addParticipant(core.kinds, given, { ...room, case_kind: "request" }, claire, claire.id),
  );
  await note("tango-4417 avant", [room.worker.id]);
  await react();
  await changeAccount(core, claire, room.worker.id, { role: "customer" });
  // Signed out by that; they have signed in again.
  demoted = { ...room.worker, role: "customer", sign_in_id: newId() };
  await database.owner.query(
    "insert into sign_in (id, organization_id, member_id) values ($1, $2, $3)",
    [demoted.sign_in_id, demoted.organization_id, demoted.id],
  );
  await registerPush(core, demoted, {
    platform: "web",
    token: newId(),
    endpoint: `https://fcm.googleapis.com/fcm/send/${newId()}`,
    keys: { p256dh: "the-public-key", auth: "the-secret" },
    preferences: {},
    language: "fr",
    user_agent: null,
  });
});

const note = (text: string, mentions?: string[]) =>
  sendMessage(core, claire, {
    conversation_id: room.internal_id,
    text,
    client_id: newId(),
    ...(mentions && { mentions }),
  });

async function react(): Promise<void> {
  for (const consumer of [
    notificationCounter,
    mentionNotifier,
    ownNotifier,
    pushQueue,
    searchIndex,
  ]) {
    let more = true;
    while (more) ({ more } = await consumer.run(core, room.organization_id));
  }
}

describe("Whoever did the work and is a customer now", () => {
  test("P5 N20.1: learns nothing of what was said beside, by no list, counter or search", async () => {
    const counters = await listCounters(core, demoted);
    expect(counters.map(({ conversation_id }) => conversation_id)).toEqual([room.id]);
    expect(await searchMessages(core, demoted, { text: "tango" })).toMatchObject({ hits: [] });
    expect(await listNotifications(core, demoted)).toMatchObject({ notifications: [], unread: 0 });
  });

  test("P5 N20.1: is told of nothing that is said there from then on, on no device", async () => {
    const told: string[] = [];
    const stops = [
      core.counters.listen((id, list) => void told.push(`${id} ${JSON.stringify(list)}`)),
      core.notices.listen((notice) => void told.push(JSON.stringify(notice))),
    ];
    await note("tango-4417 après");
    await react();
    for (const stop of stops) stop();
    expect(told.filter((one) => one.includes(demoted.id))).toEqual([]);
    expect(await takeDue(core, room.organization_id)).toEqual([]);
  });

  test("still reads the conversation in which they took part", async () => {
    await sendMessage(core, claire, {
      conversation_id: room.id,
      text: "Bonjour tango",
      client_id: newId(),
    });
    await react();
    const { hits } = await searchMessages(core, demoted, { text: "tango" });
    expect(hits).toMatchObject([{ conversation_id: room.id, internal: false }]);
    expect(await takeDue(core, room.organization_id)).toMatchObject([{ unread: 1 }]);
  });
});
