import type { Role } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeAccount } from "../account/change-account.ts";
import { openCase } from "../case/open-case.ts";
import { openRoom } from "../case/open-room.ts";
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
  createMember,
  createOrganization,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { addParticipant } from "./add-participant.ts";
import { openConversation } from "./open-conversation.ts";

const place = { address: "Hamdallaye", latitude: null, longitude: null };

let database: TestDatabase;
let core: Core;
let room: { id: string; internal_id: string };
let claire: Actor;
/** Somebody of the conversation and of the one beside it, since an admin gave them another role. */
let former: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

/** A conversation about a case of this kind, with the office, a customer and one more person of this role. */
async function open(kind: string, role: Role): Promise<void> {
  const organization = await createOrganization(database, { kinds: [kind, "request"] });
  claire = await createMember(database, organization, "admin");
  const customer = await createMember(database, organization, "customer");
  const worker = await createMember(database, organization, "worker");
  former = await createMember(database, organization, role);
  const opened = await openCase(core, claire, {
    kind,
    title: "Une affaire",
    customer_id: customer.id,
    ...(kind !== "claim" && { assignee_id: worker.id }),
    ...(kind === "delivery" && { fields: { pickup: place, delivery: place } }),
  });
  const id =
    opened.conversation_id ??
    (await openRoom(core, worker, opened.id, customer.id)).room.conversation_id;
  for (const person of [claire, former]) {
    await change(core, organization, (given) =>
      addParticipant(
        core.kinds,
        given,
        { id, organization_id: organization, case_kind: kind },
        person,
        claire.id,
      ),
    );
  }
  const { internal_id } = await openConversation(core, claire, id);
  if (internal_id === undefined) throw new Error("an internal conversation is beside each");
  room = { id, internal_id };
}

async function become(role: Role): Promise<void> {
  await changeAccount(core, claire, former.id, { role });
  // Signed out by that; they have signed in again.
  former = { ...former, role, sign_in_id: newId() };
  await database.owner.query(
    "insert into sign_in (id, organization_id, member_id) values ($1, $2, $3)",
    [former.sign_in_id, former.organization_id, former.id],
  );
  await registerPush(core, former, {
    platform: "web",
    token: newId(),
    endpoint: `https://fcm.googleapis.com/fcm/send/${newId()}`,
    keys: { p256dh: "the-public-key", auth: "the-secret" },
    preferences: {},
    language: "fr",
    user_agent: null,
  });
}

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
    while (more) ({ more } = await consumer.run(core, claire.organization_id));
  }
}

describe.each<{ kind: string; role: Role; now: Role }>([
  { kind: "request", role: "worker", now: "customer" },
  { kind: "delivery", role: "agent", now: "manager" },
  { kind: "contact", role: "agent", now: "manager" },
  { kind: "claim", role: "manager", now: "worker" },
])(
  "Whoever is no more of those who do the work ($kind: $role, then $now)",
  ({ kind, role, now }) => {
    beforeEach(async () => {
      await open(kind, role);
      await note("tango-4417 avant", [former.id]);
      await react();
      await become(now);
      await react();
    });

    test("P5 N20.1: learns nothing of what was said beside, by no list, counter or search", async () => {
      const counters = await listCounters(core, former);
      expect(counters).toEqual([]);
      expect(await searchMessages(core, former, { text: "tango" })).toMatchObject({ hits: [] });
      expect(await listNotifications(core, former)).toMatchObject({ notifications: [], unread: 0 });
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
      expect(told.filter((one) => one.includes(former.id))).toEqual([]);
      expect(await takeDue(core, claire.organization_id)).toEqual([]);
    });

    test("P5 N18.8: nor of what the customer writes, though they took part in it", async () => {
      await sendMessage(core, claire, {
        conversation_id: room.id,
        text: "Bonjour tango",
        client_id: newId(),
      });
      await react();
      expect(await searchMessages(core, former, { text: "tango" })).toMatchObject({ hits: [] });
      expect(await listCounters(core, former)).toEqual([]);
      expect(await takeDue(core, claire.organization_id)).toEqual([]);
    });
  },
);

test("P5 N20.1: whoever is still of those who do the work hears of all of it", async () => {
  await open("delivery", "worker");
  await become("agent");
  await note("tango-4417", [former.id]);
  await react();
  expect(await listCounters(core, former)).toMatchObject([
    { conversation_id: room.internal_id, unread: 1 },
    { conversation_id: room.id },
  ]);
  expect(await searchMessages(core, former, { text: "tango" })).toMatchObject({
    hits: [{ internal: true }],
  });
  expect(await listNotifications(core, former)).toMatchObject({ unread: 1 });
  expect(await takeDue(core, claire.organization_id)).toMatchObject([
    { settled: false, unread: 1 },
  ]);
});
