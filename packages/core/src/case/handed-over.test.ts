import type { CaseView, Role } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeAccount } from "../account/change-account.ts";
import { deactivateAccount, reactivateAccount } from "../account/deactivate-account.ts";
import type { Actor } from "../actor.ts";
import { assignment, giveEverywhere } from "../assignment/assignment-consumer.ts";
import { reportReach } from "../assignment/report-reach.ts";
import { changeAssignment } from "../assignment/settings.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { listDrafts } from "../draft/list-drafts.ts";
import { saveDraft } from "../draft/save-draft.ts";
import { identifyByLink } from "../guest/identify-by-link.ts";
import { shareLink } from "../guest/share-link.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import { notificationCounter } from "../notification/counter-consumer.ts";
import { listCounters } from "../notification/counters.ts";
import { listNotifications } from "../notification/notices.ts";
import { ownNotifier } from "../notification/own-notifier.ts";
import { reportPosition } from "../position/report-position.ts";
import { startShare } from "../position/start-share.ts";
import { takeDue } from "../push/due-deliveries.ts";
import { pushQueue } from "../push/push-consumer.ts";
import { registerPush } from "../push/register-push.ts";
import { advanceReceipt } from "../receipt/advance-receipt.ts";
import { searchIndex } from "../search/search-index.ts";
import { searchMessages } from "../search/search-messages.ts";
import {
  codeOf,
  createConversation,
  createMember,
  createOrganization,
  type Conversation,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { assignCase } from "./assign-case.ts";
import { changeStatus } from "./change-status.ts";
import { openCase } from "./open-case.ts";
import { openRoom } from "./open-room.ts";

let database: TestDatabase;
let core: Core;
let claire: Actor;
let awa: Actor;
let moussa: Actor;
let seydou: Actor;
let room: Conversation;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  const organization = await createOrganization(database, {
    kinds: ["request", "claim", "delivery"],
  });
  room = await createConversation(core, database, organization);
  ({ customer: awa, worker: moussa } = room);
  claire = await createMember(database, organization, "admin");
  seydou = await createMember(database, organization, "worker", { full_name: "Seydou Cissé" });
});

const say = (actor: Actor, text: string, conversation_id = room.id) =>
  sendMessage(core, actor, { conversation_id, text, client_id: newId() });
const handTo = (person: Actor, by = claire) =>
  assignCase(core, by, room.case.id, { assignee_id: person.id });

/** Somebody who has signed in again, since an admin gave them this role. */
async function become(person: Actor, role: Role): Promise<Actor> {
  await changeAccount(core, claire, person.id, { role });
  return signedIn({ ...person, role });
}

async function signedIn(person: Actor): Promise<Actor> {
  const actor = { ...person, sign_in_id: newId() };
  await database.owner.query(
    "insert into sign_in (id, organization_id, member_id) values ($1, $2, $3)",
    [actor.sign_in_id, actor.organization_id, actor.id],
  );
  return actor;
}

async function react(): Promise<void> {
  for (const consumer of [notificationCounter, ownNotifier, pushQueue, searchIndex]) {
    let more = true;
    while (more) ({ more } = await consumer.run(core, claire.organization_id));
  }
}

/** Each way into what is said in the conversation and beside it. */
async function waysIn(person: Actor): Promise<(string | undefined)[]> {
  const answers: (string | undefined)[] = [];
  for (const id of [room.id, room.internal_id]) {
    for (const attempt of [
      openConversation(core, person, id),
      listEvents(core, person, id, 0),
      say(person, "Je suis encore là", id),
      advanceReceipt(core, person, { conversation_id: id, read: 1 }),
      saveDraft(core, person, { conversation_id: id, text: "Je", reply_to: null, base: null }),
      startShare(core, person, { conversation_id: id, until: "1_hour" }),
    ]) {
      answers.push(await codeOf(attempt));
    }
  }
  return answers;
}

const expectOut = async (person: Actor) => {
  expect(new Set(await waysIn(person))).not.toContain(undefined);
  const { participants } = await openConversation(core, awa, room.id);
  expect(participants.map(({ id }) => id)).not.toContain(person.id);
};

const expectIn = async (person: Actor) => {
  await say(person, "Bonjour");
  await say(person, "Entre nous", room.internal_id);
  const { participants } = await openConversation(core, awa, room.id);
  expect(participants.map(({ id }) => id)).toContain(person.id);
};

describe("P5 N18.8: whoever hands on the work of a case", () => {
  test("reads and writes its conversation no more, nor what is said beside it", async () => {
    await expectIn(moussa);
    await handTo(seydou);
    await expectOut(moussa);
    await expectIn(seydou);
    await say(awa, "Merci");
  });

  test("stays in it under their name, for what they wrote", async () => {
    await say(moussa, "J’arrive");
    await handTo(seydou);
    const { former, participants, messages } = await openConversation(core, awa, room.id);
    expect(former).toEqual([{ id: moussa.id, full_name: moussa.full_name, role: "worker" }]);
    expect(participants.map(({ id }) => id)).toEqual([awa.id, seydou.id]);
    expect(messages.map(({ sender_id }) => sender_id)).toContain(moussa.id);
  });

  test("is told of nothing from then on: no counter, notice, device, search or draft", async () => {
    moussa = await signedIn(moussa);
    await registerPush(core, moussa, {
      platform: "web",
      token: newId(),
      endpoint: `https://fcm.googleapis.com/fcm/send/${newId()}`,
      keys: { p256dh: "the-public-key", auth: "the-secret" },
      preferences: {},
      language: "fr",
      user_agent: null,
    });
    await say(awa, "tango-4417 avant");
    await say(moussa, "tango-4417 entre nous", room.internal_id);
    await saveDraft(core, moussa, {
      conversation_id: room.id,
      text: "Je pa",
      reply_to: null,
      base: null,
    });
    await react();
    expect(await listCounters(core, moussa)).not.toEqual([]);
    await handTo(seydou);
    await say(awa, "tango-4417 après");
    await changeStatus(core, seydou, room.case.id, { status: "en_route" });
    await react();
    expect(await listCounters(core, moussa)).toEqual([]);
    expect(await listNotifications(core, moussa)).toMatchObject({ notifications: [], unread: 0 });
    expect(await takeDue(core, claire.organization_id)).toEqual([]);
    expect(await searchMessages(core, moussa, { text: "tango" })).toMatchObject({ hits: [] });
    expect(await listDrafts(core, moussa)).toEqual([]);
  });

  test("hears at once that nothing awaits them there any more", async () => {
    await say(awa, "Bonjour");
    await react();
    const told: [string, number][] = [];
    const stop = core.counters.listen((id, list) => {
      if (id !== moussa.id) return;
      for (const { conversation_id, unread } of list) told.push([conversation_id, unread]);
    });
    await handTo(seydou);
    await react();
    stop();
    expect(new Map(told)).toEqual(
      new Map([
        [room.id, 0],
        [room.internal_id, 0],
      ]),
    );
  });

  test("N12.3: is shown on its map no more", async () => {
    await startShare(core, moussa, { conversation_id: room.id, until: "1_hour" });
    await handTo(seydou);
    expect((await openConversation(core, awa, room.id)).shares).toEqual([]);
    const report = {
      conversation_id: room.id,
      latitude: 12.6,
      longitude: -8,
      accuracy_m: 8,
      age_ms: 0,
    };
    expect(await codeOf(reportPosition(core, moussa, { ...report, device_at: Date.now() }))).toBe(
      "forbidden",
    );
  });

  test("is back where they were once they are given it again", async () => {
    const { number } = await say(awa, "Bonjour");
    await advanceReceipt(core, moussa, { conversation_id: room.id, read: number });
    await handTo(seydou);
    await say(awa, "Vous venez ?");
    await react();
    await handTo(moussa);
    await react();
    const state = await openConversation(core, moussa, room.id);
    expect(state).toMatchObject({ unread: 1, receipts: { [moussa.id]: { read: number } } });
    expect(state.former.map(({ id }) => id)).toEqual([seydou.id]);
    expect(await listCounters(core, moussa)).toContainEqual(
      expect.objectContaining({ conversation_id: room.id, unread: 1 }),
    );
    await expectIn(moussa);
    await expectOut(seydou);
  });

  test("says it in the journal before anything that concerns whoever has it now", async () => {
    const { seq } = await openConversation(core, awa, room.id);
    await handTo(seydou);
    const { events } = await listEvents(core, awa, room.id, seq);
    expect(events.map(({ type }) => type)).toEqual([
      "participant.left",
      "participant.joined",
      "case.changed",
    ]);
    expect(events[0]).toMatchObject({ actor_id: claire.id, data: { person: { id: moussa.id } } });
  });

  test("changes nothing of it when it is given to them again, or to nobody else", async () => {
    const { seq } = await openConversation(core, awa, room.id);
    await handTo(moussa);
    expect(await openConversation(core, awa, room.id)).toMatchObject({ seq, former: [] });
  });

  test("N20.5: a guest keeps their conversation, and the names of all who wrote to them", async () => {
    await say(moussa, "J’arrive");
    const { path } = await shareLink(core, moussa, room.id, { renew: false });
    await handTo(seydou);
    const guest = await identifyByLink(core, (path ?? "").replace("/suivi/", ""));
    const { former, participants } = await openConversation(core, guest, room.id);
    expect(former.map(({ full_name }) => full_name)).toEqual([moussa.full_name]);
    expect(participants.map(({ full_name }) => full_name)).toContain(seydou.full_name);
    await say(guest, "Je vous attends");
  });
});

describe("N18.8: those whose role reads a conversation", () => {
  let claim: CaseView;
  let nadia: Actor;
  let julien: Actor;
  beforeEach(async () => {
    nadia = await createMember(database, claire.organization_id, "agent");
    julien = await createMember(database, claire.organization_id, "agent");
    claim = await openCase(core, awa, { kind: "claim", title: "Four en panne" });
    await assignCase(core, claire, claim.id, { assignee_id: nadia.id });
  });

  const talk = () => claim.conversation_id ?? "";

  test("read on after they handed it on, are told of it no more, and take part again when they write", async () => {
    await assignCase(core, nadia, claim.id, { assignee_id: julien.id });
    await say(awa, "Bonjour", talk());
    await react();
    expect((await openConversation(core, nadia, talk())).unread).toBe(0);
    expect(await listCounters(core, nadia)).toEqual([]);
    await say(nadia, "Je reste à côté", talk());
    await say(awa, "Merci", talk());
    await react();
    expect(await listCounters(core, nadia)).toMatchObject([{ conversation_id: talk() }]);
    expect((await openConversation(core, julien, talk())).former).toEqual([]);
  });

  test("leave it when nobody has it any more", async () => {
    await assignCase(core, claire, claim.id, { assignee_id: null });
    const { participants } = await openConversation(core, awa, talk());
    expect(participants.map(({ id }) => id)).toEqual([awa.id]);
  });
});

describe("P5 N18.8: whoever is given a role that does such work no more", () => {
  test.each<Role>(["customer", "manager", "agent"])(
    "leaves the conversation as a %s, though the case stands in their name",
    async (role) => {
      const former = await become(moussa, role);
      await expectOut(former);
      expect(await listCounters(core, former)).toEqual([]);
    },
  );

  test("is told of its status no more", async () => {
    const former = await become(moussa, "agent");
    await changeStatus(core, claire, room.case.id, { status: "cancelled" });
    await react();
    expect(await listNotifications(core, former)).toMatchObject({ notifications: [] });
  });

  test("is back with the role, and the case still theirs", async () => {
    await expectIn(await become(await become(moussa, "customer"), "worker"));
  });

  test("is not back once it was handed on meanwhile", async () => {
    const former = await become(moussa, "customer");
    await handTo(seydou);
    await expectOut(await become(former, "worker"));
  });

  test("keeps what is theirs as a customer", async () => {
    const customer = await become(moussa, "customer");
    const own = await openCase(core, customer, { kind: "claim", title: "Mon four" });
    const again = await become(await become(customer, "worker"), "customer");
    const { number } = await say(again, "Bonjour", own.conversation_id ?? "");
    expect(number).toBeGreaterThan(0);
  });

  test("leaves what they only took part in as one of the team", async () => {
    const nadia = await createMember(database, claire.organization_id, "agent");
    const claim = await openCase(core, awa, { kind: "claim", title: "Four en panne" });
    const talk = claim.conversation_id ?? "";
    await say(nadia, "Bonjour", talk);
    const former = await become(nadia, "worker");
    expect(await codeOf(openConversation(core, former, talk))).toBe("forbidden");
    expect((await openConversation(core, awa, talk)).former.map(({ id }) => id)).toEqual([
      nadia.id,
    ]);
  });

  test("leaves as well if that was so before, or the server stopped in between", async () => {
    await database.owner.query(
      "update member set role = 'customer', unsettled = true where id = $1",
      [moussa.id],
    );
    await giveEverywhere(core);
    await expectOut(await signedIn({ ...moussa, role: "customer" }));
  });

  test("leaves as well if it was taken from them before whoever hands it on left", async () => {
    await database.owner.query("update member set unsettled = true where id = $1", [moussa.id]);
    await database.owner.query(
      `update service_case set assignee_id = $2, former_assignee_ids = array[$3::uuid] where id = $1`,
      [room.case.id, seydou.id, moussa.id],
    );
    await giveEverywhere(core);
    await expectOut(moussa);
  });

  test("N24.6: sees it given to others where work is given by rule", async () => {
    await changeAssignment(core, claire, {
      enabled: true,
      kinds: ["request"],
      capacity: 5,
      away_minutes: 10,
    });
    await reportReach(core, newId(), [seydou]);
    await become(moussa, "customer");
    while ((await assignment.run(core, claire.organization_id)).more);
    await expectIn(seydou);
    expect((await openConversation(core, awa, room.id)).case.assignee?.id).toBe(seydou.id);
  });
});

describe("P5 N18.8: whoever was deactivated and is active again", () => {
  test("goes on with what is still theirs", async () => {
    await deactivateAccount(core, claire, moussa.id);
    await reactivateAccount(core, claire, moussa.id);
    await expectIn(await signedIn(moussa));
  });

  test("reads nothing of what was handed on meanwhile", async () => {
    await deactivateAccount(core, claire, moussa.id);
    await handTo(seydou);
    await reactivateAccount(core, claire, moussa.id);
    await expectOut(await signedIn(moussa));
  });
});

describe("N18.6 N18.8: a room of whoever did the work", () => {
  test("is closed when it is handed on, and theirs again with the work", async () => {
    const place = { address: "Cocody", latitude: null, longitude: null };
    const parcel = await openCase(core, claire, {
      kind: "delivery",
      title: "Deux cartons",
      customer_id: awa.id,
      assignee_id: moussa.id,
      fields: { pickup: place, delivery: place },
    });
    const { room: own } = await openRoom(core, moussa, parcel.id, awa.id);
    const talk = own.conversation_id;
    await assignCase(core, claire, parcel.id, { assignee_id: seydou.id });
    expect(await codeOf(openConversation(core, moussa, talk))).toBe("forbidden");
    expect(await codeOf(say(awa, "Vous venez ?", talk))).toBe("conversation_closed");
    await assignCase(core, claire, parcel.id, { assignee_id: moussa.id });
    await say(awa, "Vous venez ?", talk);
    await say(moussa, "Oui", talk);
  });
});
