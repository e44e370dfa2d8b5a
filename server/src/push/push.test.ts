import {
  type Actor,
  type Attention,
  advanceReceipt,
  allConsumers,
  type Core,
  changePreferences,
  changePush,
  changeStatus,
  deleteMessage,
  endSignIn,
  type PushSender,
  type RunningConsumers,
  registerPush,
  sendMessage,
  startConsumers,
  startPushSender,
  testPush,
} from "@relais/core";
import {
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  createOutsider,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "@relais/core/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type BrowserSubscription,
  type PushServiceDouble,
  startPushService,
} from "../testing/doubles/push-service.ts";
import { pushMeans } from "./push-means.ts";

let database: TestDatabase;
let service: PushServiceDouble;
let core: Core;
let room: Conversation;
let consumers: RunningConsumers;
const senders: PushSender[] = [];
const clock = new TestClock(new Date().toISOString());

/** Nobody has anything of ours open. */
const away: Attention = { isLooking: () => false, isReachable: () => false };

beforeAll(async () => {
  database = await startTestDatabase();
  service = await startPushService();
  const config = { push: { keys: undefined, contact: undefined, allowed: [service.place] } };
  const push = await pushMeans({ ...config, publicUrl: undefined }, database.target);
  core = await testCore(database, { push, now: clock.now });
  consumers = startConsumers(core, allConsumers);
}, 60_000);
afterAll(async () => {
  await consumers.stop();
  await core.close();
  await service.stop();
  await database.stop();
});
beforeEach(async () => {
  room = await createConversation(core, database);
  await settled();
});
afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.stop()));
  service.answer = () => null;
});

const start = (attention: Attention = away, by = core) => {
  senders.push(startPushSender(by, attention));
};
const say = (actor: Actor, text: string) =>
  sendMessage(core, actor, { conversation_id: room.id, text, client_id: null });
/** Until the reaction has seen everything: what waits then for devices. */
async function settled(): Promise<{ type: string; attempts: number; due_at: Date }[]> {
  const { rows } = await database.owner.query<{ waits: boolean }>(
    "select exists (select from organizations_with_news($1, 'push')) as waits",
    [`{${room.organization_id}}`],
  );
  if (rows[0]?.waits === true) {
    await new Promise((resolve) => setImmediate(resolve));
    return settled();
  }
  const waiting = await database.owner.query<{ type: string; attempts: number; due_at: Date }>(
    "select type, attempts, due_at from push_delivery where organization_id = $1",
    [room.organization_id],
  );
  return waiting.rows;
}
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

async function device(
  actor: Actor,
  language: "fr" | "en" = "fr",
): Promise<{ id: string; subscription: BrowserSubscription }> {
  const subscription = service.subscribe(core.push?.publicKey ?? "");
  const { id } = await registerPush(core, actor, {
    platform: "web",
    token: subscription.endpoint,
    ...subscription,
    preferences: {},
    language,
    user_agent: null,
  });
  return { id, subscription };
}
const noticesOn = ({ subscription }: { subscription: BrowserSubscription }) =>
  service.delivered.filter(({ endpoint }) => endpoint === subscription.endpoint);
const textsOn = (phone: { subscription: BrowserSubscription }) =>
  noticesOn(phone).map(({ notice }) => notice.body);
/** What comes after everything that is under way. */
async function last(actor: Actor, phone: { id: string; subscription: BrowserSubscription }) {
  await testPush(core, actor, phone.id);
  const shown = noticesOn(phone);
  expect(shown.at(-1)?.notice).toMatchObject({ type: "test" });
  return shown.slice(0, -1);
}

describe("what concerns somebody reaches their devices", () => {
  test("N29.1 N29.8: in their language, encrypted for the device alone, and signed by this server", async () => {
    const phone = await device(room.customer);
    const english = await device(room.customer, "en");
    const other = await device(room.worker);
    start();
    await say(room.worker, "Je suis au rond-point");
    await until(() => expect([phone, english].flatMap(textsOn)).toHaveLength(2));
    const [shown] = noticesOn(phone);
    expect(shown).toMatchObject({ urgency: "high", topic: expect.stringMatching(/^[\w-]{32}$/) });
    expect(shown?.ttl).toBeGreaterThan(3_600);
    expect(shown?.notice).toMatchObject({
      type: "message",
      title: `${room.worker.full_name} · ${room.case.title}`,
      body: "Je suis au rond-point",
      lang: "fr",
      conversation_id: room.id,
      case_id: room.case.id,
      guest: false,
    });
    await changeStatus(core, room.worker, room.case.id, { status: "en_route" });
    await until(() => expect([phone, english].flatMap(textsOn)).toHaveLength(4));
    expect(textsOn(phone)[1]).toBe("En route");
    expect(noticesOn(english)[1]?.notice).toMatchObject({ type: "status", lang: "en" });
    expect(await last(room.worker, other)).toEqual([]);
    const seen = Buffer.concat(service.seen).toString("latin1");
    for (const secret of ["rond-point", "En route", room.id, room.case.id, room.case.title]) {
      expect(seen).not.toContain(secret);
    }
  });

  test("N29.1: once a conversation, the newest of it, however many wait", async () => {
    const phone = await device(room.customer);
    for (const text of ["un", "deux", "trois"]) await say(room.worker, text);
    await settled();
    start();
    await until(() => expect(textsOn(phone)).toEqual(["trois"]));
    await say(room.worker, "quatre");
    await until(() => expect(textsOn(phone)).toEqual(["trois", "quatre"]));
    const [one, two] = noticesOn(phone);
    expect(one?.topic).toBe(two?.topic);
    expect(one?.notice.tag).toBe(two?.notice.tag);
  });

  test("but not what was read, deleted, or is before their eyes", async () => {
    const phone = await device(room.customer);
    const { number } = await say(room.worker, "lu");
    await settled();
    await advanceReceipt(core, room.customer, { conversation_id: room.id, read: number });
    start();
    await until(async () => expect(await settled()).toEqual([]));
    await Promise.all(senders.splice(0).map((sender) => sender.stop()));
    const gone = await say(room.worker, "supprimé");
    await settled();
    await deleteMessage(core, room.worker, { conversation_id: room.id, number: gone.number });
    start();
    await until(async () => expect(await settled()).toEqual([]));
    await Promise.all(senders.splice(0).map((sender) => sender.stop()));
    const asked: string[] = [];
    start({
      isLooking: (member, conversation) => {
        asked.push(`${member} ${conversation}`);
        return member === room.customer.id && conversation === room.id;
      },
      isReachable: () => true,
    });
    await say(room.worker, "vu");
    await until(() => expect(asked).toContain(`${room.customer.id} ${room.id}`));
    await until(async () => expect(await settled()).toEqual([]));
    expect(await last(room.customer, phone)).toEqual([]);
  });

  test("a moment later to whoever has something open, who may read it meanwhile", async () => {
    const phone = await device(room.customer);
    const reachable: string[] = [];
    start({
      isLooking: () => false,
      isReachable: (member) => {
        reachable.push(member);
        return true;
      },
    });
    await say(room.worker, "Bonjour");
    await until(() => expect(reachable).toContain(room.customer.id));
    await until(async () =>
      expect(await settled()).toMatchObject([{ type: "message", attempts: 0 }]),
    );
    expect(await last(room.customer, phone)).toEqual([]);
    clock.pass(5_000);
    core.pushes.announce(room.organization_id);
    await until(() => expect(textsOn(phone)).toContain("Bonjour"));
  });

  test("N29.2: nor what they do not want, on any device", async () => {
    const phone = await device(room.customer);
    const tablet = await device(room.customer);
    await changePush(core, room.customer, phone.id, { new_messages: false });
    start();
    await say(room.worker, "Bonjour");
    expect(await settled()).toEqual([]);
    await changePreferences(core, room.customer, {
      preferences: [{ type: "message", wanted: true }],
    });
    await changePush(core, room.customer, tablet.id, { enabled: false });
    await say(room.worker, "Encore");
    await until(() => expect(textsOn(phone)).toEqual(["Encore"]));
    await changePush(core, room.customer, tablet.id, { enabled: true });
    expect(await last(room.customer, tablet)).toEqual([]);
  });

  test("P5 N29.3: nor on a device that is signed out, is somebody else's now, or lies elsewhere", async () => {
    const phone = await device(room.customer);
    const oscar = await createOutsider(database);
    const elsewhere = await device(oscar);
    start();
    await endSignIn(core, room.customer, room.customer.sign_in_id);
    await say(room.worker, "Bonjour");
    expect(await settled()).toEqual([]);
    const colleague = await createMember(database, room.organization_id, "worker");
    const lent = await device(room.worker);
    await registerPush(core, colleague, {
      platform: "web",
      token: lent.subscription.endpoint,
      ...lent.subscription,
      preferences: {},
      language: "fr",
      user_agent: null,
    });
    await say(room.customer, "Pour Moussa");
    expect(await settled()).toEqual([]);
    expect(await last(oscar, elsewhere)).toEqual([]);
    expect([...noticesOn(phone), ...noticesOn(lent)]).toEqual([]);
  });
});

describe("what a push service answers", () => {
  test.each([404, 410])("N29.4: %i, the device is no more, and is forgotten", async (status) => {
    const phone = await device(room.customer);
    service.answer = () => ({ status });
    start();
    await say(room.worker, "Bonjour");
    await until(async () => {
      const { rows } = await database.owner.query("select from push_subscription where id = $1", [
        phone.id,
      ]);
      expect(rows).toEqual([]);
    });
    expect(await codeOf(testPush(core, room.customer, phone.id))).toBe("not_found");
  });

  test("N29.4: 429 and 5xx, later, longer each time and as long as it asks, then no more", async () => {
    const phone = await device(room.customer);
    const asked = () => service.refused.length;
    const before = asked();
    service.answer = () => ({ status: 429, headers: { "retry-after": "120" } });
    start();
    await say(room.worker, "Bonjour");
    const pauses = [120_000, 60_000, 240_000, 960_000, 3_600_000, 3_600_000, 3_600_000];
    for (const [index, pause] of pauses.entries()) {
      const due_at = new Date(clock.now().getTime() + pause);
      const attempts = index + 1;
      await until(async () => expect(await settled()).toMatchObject([{ attempts, due_at }]));
      expect(asked() - before).toBe(attempts);
      service.answer = () => ({ status: 503 });
      clock.pass(pause);
      core.pushes.announce(room.organization_id);
    }
    await until(async () => expect(await settled()).toEqual([]));
    service.answer = () => null;
    expect(await last(room.customer, phone)).toEqual([]);
  }, 30_000);

  test("N29.4: 400, never again, and what comes next goes out", async () => {
    const phone = await device(room.customer);
    service.answer = () => ({ status: 400 });
    start();
    await say(room.worker, "refusé");
    await until(async () => expect(await settled()).toEqual([]));
    service.answer = () => null;
    await say(room.worker, "pris");
    await until(() => expect(textsOn(phone)).toEqual(["pris"]));
  });
});

describe("several servers", () => {
  test("N29.5: send each thing once, and take over what one of them left", async () => {
    const other = await testCore(database, { push: core.push, now: clock.now });
    const beside = startConsumers(other, allConsumers);
    const phones = await Promise.all(Array.from({ length: 12 }, () => device(room.customer)));
    start();
    start(away, other);
    await say(room.worker, "une fois");
    await until(() => expect(phones.flatMap(textsOn)).toHaveLength(phones.length));
    core.pushes.announce(room.organization_id);
    other.pushes.announce(room.organization_id);
    await until(async () => expect(await settled()).toEqual([]));
    expect(phones.flatMap(textsOn)).toHaveLength(phones.length);
    await Promise.all(senders.splice(0).map((sender) => sender.stop()));
    // Taken by a server that then ended.
    await say(room.worker, "reprise");
    await settled();
    await database.owner.query(
      "update push_delivery set attempts = 1, due_at = $1 where organization_id = $2",
      [new Date(clock.now().getTime() + 90_000), room.organization_id],
    );
    start(away, other);
    clock.pass(90_000);
    other.pushes.announce(room.organization_id);
    await until(() => {
      for (const phone of phones) expect(textsOn(phone)).toEqual(["une fois", "reprise"]);
    });
    await Promise.all(senders.splice(0).map((sender) => sender.stop()));
    await beside.stop();
    await other.close();
  }, 30_000);
});

describe("only push services are written to", () => {
  const config = {
    push: { keys: undefined, contact: undefined, allowed: [] },
    publicUrl: undefined,
  };
  const notice = {
    type: "test",
    title: "T",
    body: "B",
    lang: "fr",
    tag: "t",
    conversation_id: null,
    case_id: null,
    guest: false,
    unread: 0,
    at: "",
  } as const;
  const options = { ttl: 60, urgency: "high", topic: "t" } as const;

  test.each([
    ["a private address", "https://fcm.googleapis.com/fcm/send/1", ["10.0.0.1"]],
    ["a private one among public ones", "https://fcm.googleapis.com/1", ["8.8.8.8", "127.0.0.1"]],
    ["one mapped into IPv6", "https://fcm.googleapis.com/1", ["::ffff:127.0.0.1"]],
    ["this machine", "http://127.0.0.1/push", []],
    ["a name of a local network", "https://push.internal/1", []],
    ["another port", "https://fcm.googleapis.com:8443/1", ["8.8.8.8"]],
  ])("N29.6: not %s", async (_, endpoint, addresses) => {
    const means = await pushMeans(config, database.target, async () => addresses);
    const { keys } = service.subscribe(means?.publicKey ?? "");
    const answer = await means?.send(
      { endpoint, keys },
      notice,
      options,
      AbortSignal.timeout(5_000),
    );
    expect(answer).toMatchObject({ outcome: "refused" });
  });

  test("N29.6: and a redirection is not followed", async () => {
    const phone = await device(room.customer);
    service.answer = () => ({ status: 307, headers: { location: `${service.url}/elsewhere` } });
    const requests = service.refused.length;
    expect(await codeOf(testPush(core, room.customer, phone.id))).toBe("push_failed");
    expect(service.refused.slice(requests)).toEqual([307]);
  });
});

describe("a test", () => {
  test("P5 N29.7: shows a notification on one's own device only", async () => {
    const phone = await device(room.customer, "en");
    await testPush(core, room.customer, phone.id);
    expect(noticesOn(phone).map(({ notice }) => notice)).toMatchObject([
      { type: "test", title: "Notifications arrive", lang: "en" },
    ]);
    const oscar = await createOutsider(database);
    for (const other of [room.worker, oscar]) {
      expect(await codeOf(testPush(core, other, phone.id))).toBe("not_found");
    }
  });

  test("says when the device is no more, or is none of a browser", async () => {
    const phone = await device(room.customer);
    service.unsubscribe(phone.subscription);
    expect(await codeOf(testPush(core, room.customer, phone.id))).toBe("push_gone");
    const native = await registerPush(core, room.customer, {
      platform: "android",
      token: crypto.randomUUID(),
      endpoint: null,
      keys: null,
      preferences: {},
      language: "fr",
      user_agent: null,
    });
    expect(await codeOf(testPush(core, room.customer, native.id))).toBe("push_unavailable");
  });

  test("the pair of keys is made once for all servers", async () => {
    const config = { push: { keys: undefined, contact: undefined, allowed: [] } };
    const again = await pushMeans({ ...config, publicUrl: undefined }, database.target);
    expect(again?.publicKey).toBe(core.push?.publicKey);
    expect(Buffer.from(again?.publicKey ?? "", "base64url")).toHaveLength(65);
  });
});
