import { readFile } from "node:fs/promises";
import {
  type Actor,
  type Core,
  createWebhook,
  listWebhookDeliveries,
  type RunningConsumers,
  sendMessage,
  startConsumers,
  startWebhookSender,
  testWebhook,
  type WebhookSender,
} from "@relais/core";
import {
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "@relais/core/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startWebhookReceiver, type WebhookReceiver } from "../testing/doubles/webhook-receiver.ts";
import { webhookMeans } from "./webhook-means.ts";

let database: TestDatabase;
let receiver: WebhookReceiver;
let core: Core;
let room: Conversation;
let admin: Actor;
let consumers: RunningConsumers;
let sender: WebhookSender;
const clock = new TestClock(new Date().toISOString());
/** A name in the public internet that means a machine in here. */
const resolve = (host: string) =>
  Promise.resolve(host === "inside.example" ? ["127.0.0.1"] : ["203.0.113.7"]);

beforeAll(async () => {
  database = await startTestDatabase();
  receiver = await startWebhookReceiver();
  const webhooks = webhookMeans({ webhooksAllowed: [receiver.place] }, resolve, 1_000);
  core = await testCore(database, { webhooks, now: clock.now });
}, 60_000);
afterAll(async () => {
  await core.close();
  await receiver.stop();
  await database.stop();
});
beforeEach(async () => {
  receiver.received.length = 0;
  room = await createConversation(core, database);
  admin = await createMember(database, room.organization_id, "admin");
  consumers = startConsumers(core);
  sender = startWebhookSender(core);
});
afterEach(async () => {
  await consumers.stop();
  await sender.stop();
  receiver.answer = () => ({ status: 204 });
});

const make = (path: string, url = receiver.url + path) =>
  createWebhook(core, admin, { name: "ERP", url, events: ["message.sent"] });
const say = (text: string) =>
  sendMessage(core, room.worker, { conversation_id: room.id, text, client_id: null });
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 20 });
const at = (path: string) => receiver.received.filter((one) => one.path === path);
const newest = async (id: string) => (await listWebhookDeliveries(core, admin, id)).deliveries[0];

type Verify = (headers: Record<string, string>, body: string, secret: string) => boolean;

/** What docs/webhooks.md tells people to write. */
async function documented(): Promise<Verify> {
  const page = await readFile(new URL("../../../docs/webhooks.md", import.meta.url), "utf8");
  const [, code = ""] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  const written = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    isFromRelais: Verify;
  };
  return written.isFromRelais;
}

describe("a webhook over HTTP", () => {
  test("N38.3: is verified by the ten lines of the documentation, and by nothing else", async () => {
    const { secret, webhook } = await make("/a");
    clock.pass(Date.now() - clock.now().getTime());
    await say("Je suis en route");
    await until(() => expect(at("/a")).toHaveLength(1));
    const isFromRelais = await documented();
    const [{ headers, body } = { headers: {}, body: "" }] = at("/a");
    expect(isFromRelais(headers, body, secret)).toBe(true);
    expect(isFromRelais(headers, `${body} `, secret)).toBe(false);
    expect(isFromRelais({ ...headers, "webhook-id": "another" }, body, secret)).toBe(false);
    expect(isFromRelais({ ...headers, "webhook-timestamp": "1" }, body, secret)).toBe(false);
    expect(isFromRelais({}, body, secret)).toBe(false);
    expect(isFromRelais(headers, body, (await make("/b")).secret)).toBe(false);
    expect(headers).toMatchObject({ "content-type": "application/json" });
    expect(JSON.parse(body)).toMatchObject({
      type: "message.sent",
      data: { message: { text: "Je suis en route" } },
    });
    expect(await newest(webhook.id)).toMatchObject({ state: "delivered", status: 204 });
    expect(core.webhooks.requests.outcomes.delivered).toBeGreaterThan(0);
  });

  test("N38.4: that answers 500 is told again under the same id, and then is content", async () => {
    let answers = 0;
    receiver.answer = () => ({ status: (answers += 1) === 1 ? 500 : 200 });
    const { webhook } = await make("/moody");
    await say("Un");
    await until(async () =>
      expect(await newest(webhook.id)).toMatchObject({ state: "waiting", status: 500 }),
    );
    clock.pass(6_000);
    core.webhooks.announce(room.organization_id);
    await until(async () =>
      expect(await newest(webhook.id)).toMatchObject({ state: "delivered", attempts: 2 }),
    );
    const [one, two] = at("/moody");
    expect(two?.headers["webhook-id"]).toBe(one?.headers["webhook-id"]);
    expect(two?.body).toBe(one?.body);
  });

  test("N38.4: that hangs fails by itself, and keeps nobody else waiting", async () => {
    receiver.answer = (path) => (path === "/hangs" ? null : { status: 200 });
    const hanging = await make("/hangs");
    await make("/well");
    await say("Un");
    await until(() => expect(at("/well")).toHaveLength(1));
    await until(async () =>
      expect(await newest(hanging.webhook.id)).toMatchObject({
        state: "waiting",
        status: null,
        failure: "timeout",
      }),
    );
  });

  test("N38.8: is not followed anywhere else", async () => {
    receiver.answer = (path) =>
      path === "/away"
        ? { status: 307, headers: { location: `${receiver.url}/elsewhere` } }
        : { status: 200 };
    const { webhook } = await make("/away");
    expect(await testWebhook(core, admin, webhook.id)).toMatchObject({
      state: "given_up",
      status: 307,
    });
    expect(at("/elsewhere")).toEqual([]);
  });

  test("N38.8: is none inside the operator's network, by whatever name", async () => {
    for (const url of [
      "https://127.0.0.1/",
      "https://[::1]/",
      "https://10.0.0.7/",
      "https://169.254.169.254/latest",
      "https://printer.local/",
      "https://intranet/",
      "https://erp.example:8443/",
      "https://me:secret@erp.example/",
      "http://erp.example/",
      "http://127.0.0.1:1/",
      "ftp://erp.example/",
      "nowhere",
    ]) {
      expect(await codeOf(make("", url))).toBe("invalid_body");
    }
    const { webhook } = await make("", "https://inside.example/");
    expect(await testWebhook(core, admin, webhook.id)).toMatchObject({
      status: null,
      failure: "not_public",
    });
  });
});
