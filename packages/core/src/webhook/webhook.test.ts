import { type NewWebhookBody, type WebhookBody, webhookEvents } from "@relais/protocol";
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { listAudit } from "../audit/list-entries.ts";
import { changeStatus } from "../case/change-status.ts";
import { noteCase } from "../case/note-case.ts";
import { openCase } from "../case/open-case.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { createApiKey } from "../api-key/create-key.ts";
import { identifyByKey } from "../api-key/identify-by-key.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { editMessage } from "../message/edit-message.ts";
import { sendMessage } from "../message/send-message.ts";
import { listNotifications } from "../notification/notices.ts";
import { rateCase } from "../rating/rate-case.ts";
import {
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  createOrganization,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { changeWebhook } from "./change-webhook.ts";
import { createWebhook } from "./create-webhook.ts";
import { deleteWebhook } from "./delete-webhook.ts";
import { deliverNext } from "./deliver.ts";
import { listWebhookDeliveries, redeliverWebhook } from "./deliveries.ts";
import { listWebhooks } from "./list-webhooks.ts";
import type { WebhookAnswer, WebhookMeans, WebhookRequest } from "./means.ts";
import { rotateWebhookSecret } from "./rotate-secret.ts";
import { testWebhook } from "./test-webhook.ts";
import { webhookQueue } from "./webhook-consumer.ts";

const hour = 3_600_000;
let database: TestDatabase;
let core: Core;
let now = new Date();
let room: Conversation;
let admin: Actor;
let seen: WebhookRequest[] = [];
let answer: WebhookAnswer;
const ok: WebhookAnswer = { status: 200, failure: null, pauseMs: null };
const broken: WebhookAnswer = { status: 500, failure: null, pauseMs: null };

const means: WebhookMeans = {
  accepts: (url) => url.startsWith("https://"),
  async send(request) {
    seen.push(request);
    return answer;
  },
};

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { now: () => now, webhooks: means });
}, 60_000);
afterAll(async () => {
  await core.close();
  await database.stop();
});
beforeEach(async () => {
  now = new Date();
  seen = [];
  answer = ok;
  room = await createConversation(core, database);
  admin = await createMember(database, room.organization_id, "admin");
});

const make = (change: Partial<NewWebhookBody> = {}, actor = admin) =>
  createWebhook(core, actor, {
    name: "ERP",
    url: "https://erp.example/relais?key=abc",
    events: webhookEvents.slice(),
    ...change,
  });
const say = (text: string, conversation_id = room.id, actor = room.worker) =>
  sendMessage(core, actor, { conversation_id, text, client_id: newId() });
const react = async (): Promise<void> => {
  for (let more = true; more; ) ({ more } = await webhookQueue.run(core, room.organization_id));
};
/** Sends what is due now; what was posted by that. */
const deliver = async (id: string): Promise<WebhookRequest[]> => {
  const before = seen.length;
  const { signal } = new AbortController();
  for (;;) {
    const came = await deliverNext(core, means, room.organization_id, id, signal);
    if (came === "nothing") break;
  }
  return seen.slice(before);
};
const told = async (id: string): Promise<WebhookBody[]> => {
  await react();
  return (await deliver(id)).map(({ body }) => JSON.parse(body) as WebhookBody);
};
const deliveries = async (id: string) => (await listWebhookDeliveries(core, admin, id)).deliveries;

describe("a webhook", () => {
  test("N38.1: tells its secret once, which is not readable in the database or in a list", async () => {
    const { secret, webhook } = await make();
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(webhook).toMatchObject({
      name: "ERP",
      enabled: true,
      off_because: null,
      internal: false,
      failing_since: null,
      waiting: 0,
      created_by: admin.full_name,
    });
    expect(await listWebhooks(core, admin)).toEqual({ webhooks: [webhook] });
    const { rows } = await database.owner.query<{ text: string }>(
      "select encode(sealed, 'escape') || row_to_json(w)::text as text from webhook w",
    );
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6));
  });

  test("N38.1: is of admins alone, and of no program", async () => {
    const { webhook } = await make();
    const { secret } = await createApiKey(core, admin, { name: "Boutique", role: "admin" });
    const others = await Promise.all(
      (["customer", "worker", "agent", "manager"] as const).map((role) =>
        createMember(database, admin.organization_id, role),
      ),
    );
    const guest = { ...admin, guest: { conversation_id: room.id } };
    for (const actor of [...others, guest, (await identifyByKey(core, secret)).actor]) {
      for (const attempt of attempts(actor, webhook.id)) {
        expect(await codeOf(attempt())).toBe("forbidden");
      }
      expect(await codeOf(make({}, actor))).toBe("forbidden");
      expect(await codeOf(listWebhooks(core, actor))).toBe("forbidden");
    }
    expect(seen).toEqual([]);
  });

  test("P5: of another organization does not exist", async () => {
    const { webhook } = await make();
    const oscar = await createMember(database, await createOrganization(database), "admin");
    for (const attempt of attempts(oscar, webhook.id)) {
      expect(await codeOf(attempt())).toBe("not_found");
    }
    expect((await listWebhooks(core, oscar)).webhooks).toEqual([]);
    expect((await listWebhooks(core, admin)).webhooks).toEqual([webhook]);
  });

  test("N38.1: names the field of an address that nothing is sent to, and is one of ten at most", async () => {
    const { webhook } = await make();
    const url = "http://erp.example/";
    for (const attempt of [
      () => make({ url }),
      () => changeWebhook(core, admin, webhook.id, { url }),
    ]) {
      const { code, details } = await refusalOf(attempt());
      expect([code, Object.keys(details.fields ?? {})]).toEqual(["invalid_body", ["url"]]);
    }
    const made = await Promise.allSettled(Array.from({ length: 10 }, () => make()));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(9);
    expect(await codeOf(make())).toBe("webhook_limit");
  });

  test("N38.1: leaves what was done in the audit log, without path or query of its address", async () => {
    const { webhook } = await make();
    const { id } = webhook;
    await changeWebhook(core, admin, id, { name: "Stock", events: ["case.opened"] });
    await changeWebhook(core, admin, id, { name: "Stock" });
    await changeWebhook(core, admin, id, { enabled: false });
    await changeWebhook(core, admin, id, { enabled: true });
    await rotateWebhookSecret(core, admin, id);
    await deleteWebhook(core, admin, id);
    const { entries } = await listAudit(core, admin, { area: "webhook" });
    expect(entries.map(({ action }) => action.slice(8)).toReversed()).toEqual([
      "created",
      "changed",
      "switched_off",
      "switched_on",
      "secret_rotated",
      "deleted",
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/key=abc|whsec/);
  });
});

const attempts = (actor: Actor, id: string): (() => Promise<unknown>)[] => [
  () => changeWebhook(core, actor, id, { enabled: false }),
  () => deleteWebhook(core, actor, id),
  () => rotateWebhookSecret(core, actor, id),
  () => testWebhook(core, actor, id),
  () => listWebhookDeliveries(core, actor, id),
  () => redeliverWebhook(core, actor, id, newId()),
];

describe("what a webhook is told", () => {
  test("N38.2: a case from its opening to its rating, in the shapes of the HTTP API", async () => {
    const { webhook } = await make();
    const opened = await openCase(core, room.customer, { kind: "request", title: "Pneu crevé" });
    expect(await told(webhook.id)).toMatchObject([
      {
        type: "case.opened",
        timestamp: opened.created_at,
        data: {
          case: JSON.parse(JSON.stringify(opened)),
          change: { from: null, to: "pending" },
          actor: { id: room.customer.id, role: "customer" },
        },
      },
    ]);
    for (const to of ["en_route", "arrived", "in_progress", "completed"]) {
      await changeStatus(core, room.worker, room.case.id, { status: to });
    }
    const moved = await told(webhook.id);
    expect(
      moved.map((one) => one.type === "case.changed" && [one.data.change.to, one.data.case.status]),
    ).toEqual(
      ["en_route", "arrived", "in_progress", "completed"].map((status) => [status, status]),
    );
    await rateCase(core, room.customer, room.case.id, { score: 5, comment: "Parfait" });
    expect(await told(webhook.id)).toMatchObject([
      {
        type: "case.rated",
        data: { case: { id: room.case.id }, rating: { score: 5, comment: "Parfait" } },
      },
    ]);
  });

  test("N38.2: messages as they stand when they are told: what was deleted meanwhile has no words", async () => {
    const { webhook } = await make();
    const { number } = await say("Je suis en route");
    const [first] = await told(webhook.id);
    expect(first).toMatchObject({
      type: "message.sent",
      data: {
        case_id: room.case.id,
        conversation_id: room.id,
        internal: false,
        message: { number, text: "Je suis en route", sender_id: room.worker.id },
        actor: { full_name: room.worker.full_name },
      },
    });
    await editMessage(core, room.worker, {
      conversation_id: room.id,
      number,
      text: "J’arrive",
    });
    await deleteMessage(core, room.worker, { conversation_id: room.id, number });
    const later = await told(webhook.id);
    expect(later.map(({ type }) => type)).toEqual(["message.edited", "message.deleted"]);
    expect(JSON.stringify(later)).not.toContain("J’arrive");
  });

  test("N38.2: nothing internal unless that was chosen", async () => {
    const open = await make();
    const inside = await make({ internal: true });
    await say("Le client est difficile", room.internal_id);
    await noteCase(core, room.worker, room.case.id, { note: "À facturer", internal: true });
    expect(await told(open.webhook.id)).toEqual([]);
    const all = await told(inside.webhook.id);
    expect(all.map(({ type }) => type).toSorted()).toEqual(["case.changed", "message.sent"]);
    const message = all.find(({ type }) => type === "message.sent");
    expect(message).toMatchObject({ data: { internal: true, case_id: room.case.id } });
    const changed = all.find(({ type }) => type === "case.changed");
    expect(changed).toMatchObject({ data: { case: { internal: { tags: [] } } } });
    await openCase(core, room.customer, { kind: "request", title: "Pneu crevé" });
    const [opened] = await told(open.webhook.id);
    expect(opened?.data).not.toHaveProperty("case.internal");
  });

  test("N38.2: only the events that were chosen, from when it was made or switched on again", async () => {
    await say("Avant");
    const { webhook } = await make({ events: ["message.sent"] });
    await openCase(core, room.customer, { kind: "request", title: "Pneu crevé" });
    await say("Pendant");
    expect(await told(webhook.id)).toMatchObject([{ data: { message: { text: "Pendant" } } }]);
    await changeWebhook(core, admin, webhook.id, { enabled: false });
    await say("Arrêté");
    await changeWebhook(core, admin, webhook.id, { enabled: true });
    await say("Reparti");
    expect(await told(webhook.id)).toMatchObject([{ data: { message: { text: "Reparti" } } }]);
  });
});

const expected = (secret: string, { headers, body }: WebhookRequest): string => {
  const key = Buffer.from(secret.slice(6), "base64");
  const text = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  return `v1,${createHmac("sha256", key).update(text).digest("base64")}`;
};

describe("a delivery", () => {
  test("N38.3: is signed, for a day after another secret with both", async () => {
    const { secret, webhook } = await make();
    await say("Un");
    await react();
    const [one] = await deliver(webhook.id);
    expect(one?.headers["webhook-signature"]).toBe(one && expected(secret, one));
    const next = await rotateWebhookSecret(core, admin, webhook.id);
    await say("Deux");
    await react();
    const [two] = await deliver(webhook.id);
    expect(two?.headers["webhook-signature"]).toBe(
      two && `${expected(next.secret, two)} ${expected(secret, two)}`,
    );
    now = new Date(now.getTime() + 25 * hour);
    await say("Trois");
    await react();
    const [three] = await deliver(webhook.id);
    expect(three?.headers["webhook-signature"]).toBe(three && expected(next.secret, three));
  });

  test("N38.4: is tried again under its id with growing pauses, and given up after about a day", async () => {
    const { webhook } = await make();
    await say("Un");
    await react();
    answer = broken;
    await deliver(webhook.id);
    const pauses: number[] = [];
    for (;;) {
      const [one] = await deliveries(webhook.id);
      if (one?.state !== "waiting" || one.next_at === null) break;
      expect(one).toMatchObject({ status: 500, attempts: pauses.length + 1 });
      pauses.push(Date.parse(one.next_at) - now.getTime());
      now = new Date(one.next_at);
      await deliver(webhook.id);
    }
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
    const day = pauses.reduce((sum, one) => sum + one, 0) / hour;
    expect([day > 20, day < 28]).toEqual([true, true]);
    expect(new Set(seen.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
    expect(await deliveries(webhook.id)).toMatchObject([{ state: "given_up", next_at: null }]);
    // Whoever mended the receiver has it sent once more.
    answer = ok;
    const [given] = await deliveries(webhook.id);
    await redeliverWebhook(core, admin, webhook.id, given?.id ?? "");
    await deliver(webhook.id);
    expect(await deliveries(webhook.id)).toMatchObject([
      { id: given?.id, state: "delivered", status: 200, attempts: 1 },
    ]);
    expect((await listWebhooks(core, admin)).webhooks[0]?.failing_since).toBeNull();
  });

  test("N38.5 N28.7: at an address that failed for five days switches it off, and its admins are told", async () => {
    const { webhook } = await make();
    answer = { status: null, failure: "timeout" };
    await say("Un");
    await react();
    await deliver(webhook.id);
    now = new Date(now.getTime() + 119 * hour);
    await deliver(webhook.id);
    expect((await listWebhooks(core, admin)).webhooks).toMatchObject([{ enabled: true }]);
    now = new Date(now.getTime() + 2 * hour);
    await say("Deux");
    await say("Trois");
    await react();
    await deliver(webhook.id);
    expect((await listWebhooks(core, admin)).webhooks).toMatchObject([
      { enabled: false, off_because: "failing", waiting: 0 },
    ]);
    expect(new Set((await deliveries(webhook.id)).map(({ state }) => state))).toEqual(
      new Set(["given_up"]),
    );
    const { notifications } = await listNotifications(core, admin);
    expect(notifications).toMatchObject([{ type: "webhook", detail: "ERP", case: null }]);
    expect((await listNotifications(core, room.worker)).notifications).not.toContainEqual(
      expect.objectContaining({ type: "webhook" }),
    );
    const { entries } = await listAudit(core, admin, { area: "webhook" });
    expect(entries[0]).toMatchObject({ action: "webhook.switched_off", actor: null });
    const [one] = await deliveries(webhook.id);
    expect(await codeOf(redeliverWebhook(core, admin, webhook.id, one?.id ?? ""))).toBe(
      "webhook_off",
    );
  });

  test("N38.5: that is answered 410 switches its webhook off at once", async () => {
    const { webhook } = await make();
    answer = { status: 410, failure: null, pauseMs: null };
    await say("Un");
    await say("Deux");
    await react();
    expect(await deliver(webhook.id)).toHaveLength(1);
    expect((await listWebhooks(core, admin)).webhooks).toMatchObject([
      { enabled: false, off_because: "gone", waiting: 0 },
    ]);
  });

  test("N38.6: of a webhook that is deleted goes with it", async () => {
    const { webhook } = await make();
    await say("Un");
    await react();
    await deleteWebhook(core, admin, webhook.id);
    expect(await deliver(webhook.id)).toEqual([]);
    const { rowCount } = await database.owner.query(
      "select from webhook_delivery where webhook_id = $1",
      [webhook.id],
    );
    expect(rowCount).toBe(0);
  });

  test("N38.6: is taken by one of several servers, and by another when that one died with it", async () => {
    const { webhook } = await make();
    await say("Un");
    await react();
    const { signal } = new AbortController();
    const dead: WebhookMeans = { ...means, send: () => Promise.reject(new Error("killed")) };
    await expect(deliverNext(core, dead, room.organization_id, webhook.id, signal)).rejects.toThrow(
      "killed",
    );
    expect(await deliver(webhook.id)).toEqual([]);
    now = new Date(now.getTime() + 61_000);
    expect(await deliver(webhook.id)).toHaveLength(1);
  });

  test("N38.7: the newest 50 stay in its list", async () => {
    const { webhook } = await make();
    for (let count = 0; count < 52; count += 1) await testWebhook(core, admin, webhook.id);
    const { rowCount } = await database.owner.query(
      "select from webhook_delivery where webhook_id = $1",
      [webhook.id],
    );
    expect(rowCount).toBe(50);
    expect(await deliveries(webhook.id)).toHaveLength(50);
  });

  test("N38.7: of a test says what was answered, and changes nothing of the webhook", async () => {
    const { webhook } = await make();
    await changeWebhook(core, admin, webhook.id, { enabled: false });
    answer = { status: 410, failure: null, pauseMs: null };
    const delivery = await testWebhook(core, admin, webhook.id);
    expect(delivery).toMatchObject({ type: "webhook.test", state: "given_up", status: 410 });
    expect(JSON.parse(seen[0]?.body ?? "")).toMatchObject({
      type: "webhook.test",
      data: { webhook_id: webhook.id },
    });
    expect((await listWebhooks(core, admin)).webhooks).toMatchObject([{ off_because: "admin" }]);
    expect(await codeOf(redeliverWebhook(core, admin, webhook.id, delivery.id))).toBe("not_found");
  });
});
