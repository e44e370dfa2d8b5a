import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { WebhookBody } from "@relais/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "../actor.ts";
import { type RunningConsumers, startConsumers } from "../consumers/start-consumers.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import { suspendOrganization } from "../organization/suspend-organization.ts";
import {
  type Conversation,
  createConversation,
  createMember,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import type { Job } from "../testing/send-and-die.fixture.ts";
import { createWebhook } from "./create-webhook.ts";
import { listWebhookDeliveries } from "./deliveries.ts";
import { listWebhooks } from "./list-webhooks.ts";
import type { WebhookAnswer, WebhookMeans } from "./means.ts";
import { webhookQueue } from "./webhook-consumer.ts";
import { startWebhookSender, type WebhookSender } from "./webhook-sender.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;
let admin: Actor;
let erp: string;
let consumers: RunningConsumers | undefined;
const senders: WebhookSender[] = [];
let seen: { url: string; id: string; text: string }[] = [];
/** Requests that are answered once the test lets them be. */
const held = new Map<string, PromiseWithResolvers<void>>();
/** How many requests to an address are under way at once, and were at most while none was held. */
const abreast = new Map<string, number>();
const widest = new Map<string, number>();
const failing = new Set<string>();

const ok: WebhookAnswer = { status: 204, failure: null, pauseMs: null };
const means: WebhookMeans = {
  accepts: () => true,
  async send({ url, headers, body }, signal) {
    const told = JSON.parse(body) as WebhookBody;
    const text = "message" in told.data ? told.data.message.text : "";
    seen.push({ url, id: headers["webhook-id"] ?? "", text });
    const aborted = new Promise<never>((_, reject) =>
      signal.addEventListener("abort", () => reject(new Error("stopped"))),
    );
    abreast.set(url, (abreast.get(url) ?? 0) + 1);
    if (!held.has(url)) widest.set(url, Math.max(widest.get(url) ?? 0, abreast.get(url) ?? 0));
    await Promise.race([held.get(url)?.promise, aborted]);
    // Others may come meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
    abreast.set(url, (abreast.get(url) ?? 0) - 1);
    return failing.has(url) ? { status: 500, failure: null, pauseMs: null } : ok;
  },
};

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { webhooks: means });
}, 60_000);
afterAll(async () => {
  await core.close();
  await database.stop();
});
beforeEach(async () => {
  seen = [];
  // What others left is not looked at.
  erp = `https://${newId()}.example/`;
  room = await createConversation(core, database);
  admin = await createMember(database, room.organization_id, "admin");
});
afterEach(async () => {
  for (const { resolve } of held.values()) resolve();
  held.clear();
  await consumers?.stop();
  consumers = undefined;
  await Promise.all(senders.splice(0).map((sender) => sender.stop()));
});

const make = async (url: string) => {
  const body = { name: "ERP", url, events: ["message.sent" as const] };
  return (await createWebhook(core, admin, body)).webhook.id;
};
const say = (text: string) =>
  sendMessage(core, room.worker, { conversation_id: room.id, text, client_id: newId() });
const go = () => {
  consumers = startConsumers(core, [webhookQueue]);
  senders.push(startWebhookSender(core));
};
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 20 });
const seenAt = (url: string) => seen.filter((one) => one.url === url);
const textsAt = (url: string) => seenAt(url).map(({ text }) => text);

describe("whoever sends to webhooks", () => {
  test("N38.6: keeps nobody waiting for an address that is slow, which gets four requests at once", async () => {
    const slow = await make("https://slow.example/");
    await make("https://quick.example/");
    held.set("https://slow.example/", Promise.withResolvers());
    go();
    const texts = Array.from({ length: 12 }, (_, index) => `Message ${index}`);
    for (const text of texts) await say(text);
    await until(() => {
      expect(textsAt("https://quick.example/").toSorted()).toEqual(texts.toSorted());
      expect(textsAt("https://slow.example/")).toHaveLength(4);
    });
    held.get("https://slow.example/")?.resolve();
    await until(async () => {
      const { deliveries } = await listWebhookDeliveries(core, admin, slow);
      expect(deliveries.filter(({ state }) => state === "delivered")).toHaveLength(12);
    });
  }, 30_000);

  test("N38.6: asks an address that fails one thing at a time, until it takes one", async () => {
    await make(erp);
    failing.add(erp);
    held.set(erp, Promise.withResolvers());
    go();
    for (let count = 0; count < 12; count += 1) await say(`Message ${count}`);
    await until(() => expect(abreast.get(erp)).toBe(4));
    await until(async () =>
      expect((await listWebhooks(core, admin)).webhooks).toMatchObject([{ waiting: 12 }]),
    );
    held.get(erp)?.resolve();
    held.delete(erp);
    // The four that were under way come back, and one goes on.
    await until(() => expect(seenAt(erp).length).toBeGreaterThanOrEqual(12));
    expect(widest.get(erp)).toBe(1);
    failing.delete(erp);
    await database.owner.query(
      "update webhook_delivery set due_at = now() where due_at is not null",
    );
    core.webhooks.announce(room.organization_id);
    await until(async () =>
      expect((await listWebhooks(core, admin)).webhooks).toMatchObject([
        { waiting: 0, failing_since: null },
      ]),
    );
  }, 30_000);

  test("N38.6: several servers send each thing once", async () => {
    await make(erp);
    const other = await testCore(database, { webhooks: means });
    try {
      go();
      senders.push(startWebhookSender(other));
      for (let count = 0; count < 10; count += 1) await say(`Message ${count}`);
      await until(async () => {
        expect((await listWebhooks(core, admin)).webhooks).toMatchObject([{ waiting: 0 }]);
        expect(seenAt(erp)).toHaveLength(10);
      });
      expect(new Set(seenAt(erp).map(({ id }) => id)).size).toBe(10);
    } finally {
      await Promise.all(senders.splice(0).map((sender) => sender.stop()));
      await other.close();
    }
  }, 30_000);

  test("N38.6: one that is stopped in the middle leaves it to be sent under the same id", async () => {
    const id = await make(erp);
    held.set(erp, Promise.withResolvers());
    go();
    await say("Un");
    await until(() => expect(seenAt(erp)).toHaveLength(1));
    await Promise.all(senders.splice(0).map((sender) => sender.stop()));
    expect((await listWebhookDeliveries(core, admin, id)).deliveries).toMatchObject([
      { state: "waiting", id: seenAt(erp)[0]?.id },
    ]);
    held.get(erp)?.resolve();
    // Its lease is over.
    await database.owner.query(
      "update webhook_delivery set due_at = now() where due_at is not null",
    );
    senders.push(startWebhookSender(core));
    await until(() => expect(seenAt(erp)).toHaveLength(2));
    const [first, second] = seenAt(erp);
    expect(second?.id).toBe(first?.id);
  }, 30_000);

  test("N38.6 P6: a server that is killed between commit and reaction delays it", async () => {
    await make(erp);
    const job: Job = {
      target: database.target,
      sender: room.customer,
      conversation_id: room.id,
      texts: ["un", "deux"],
    };
    const fixture = fileURLToPath(new URL("../testing/send-and-die.fixture.ts", import.meta.url));
    await new Promise<void>((resolve) => {
      execFile(process.execPath, [fixture, JSON.stringify(job)], (error) => {
        expect(error?.signal).toBe("SIGKILL");
        resolve();
      });
    });
    expect(seenAt(erp)).toEqual([]);
    go();
    await until(() => expect(textsAt(erp).toSorted()).toEqual(["deux", "un"]));
  }, 30_000);

  test("N38.6: a suspended organization's program is told nothing until it goes on", async () => {
    await make(erp);
    await say("Un");
    await webhookQueue.run(core, room.organization_id);
    await suspendOrganization(database.target, { slug: room.organization_id, suspended: true });
    await core.suspensions.look();
    go();
    // Somebody else's is sent meanwhile: whoever sends was there.
    const suspended = room;
    room = await createConversation(core, database);
    admin = await createMember(database, room.organization_id, "admin");
    await make("https://other.example/");
    await say("Deux");
    await until(() => expect(textsAt("https://other.example/")).toEqual(["Deux"]));
    expect(textsAt(erp)).toEqual([]);
    await suspendOrganization(database.target, {
      slug: suspended.organization_id,
      suspended: false,
    });
    await core.suspensions.look();
    core.webhooks.announce(suspended.organization_id);
    await until(() => expect(textsAt(erp)).toEqual(["Un"]));
  }, 30_000);
});
