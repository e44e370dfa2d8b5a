import type {
  NewApiKey,
  NewWebhook,
  Webhook,
  WebhookDeliveries,
  WebhookDelivery,
  WebhookList,
} from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  startWebhookReceiver,
  type WebhookReceiver,
} from "../../testing/doubles/webhook-receiver.ts";
import { cast, TestServer } from "../../testing/test-server.ts";

const path = "/v1/admin/webhooks";
let server: TestServer;
let receiver: WebhookReceiver;
let claire: string;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  server = await TestServer.start({ webhooksAllowed: [receiver.place] });
  claire = await server.token(cast.claire);
});
afterAll(async () => {
  await server.stop();
  await receiver.stop();
});

const body = (change: object = {}) => ({
  name: "ERP",
  url: `${receiver.url}/a`,
  events: ["case.opened"],
  ...change,
});
const make = async (change: object = {}, token = claire) =>
  (await server.call<NewWebhook>(path, { token, body: body(change) })).body;
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 50 });

describe("webhooks over HTTP", () => {
  it("N38.1 N38.2: are made, told of a case, listed, changed and deleted", async () => {
    const { secret, webhook } = await make();
    const opened = await server.newCase({ accepted: false });
    await until(() => expect(receiver.received).toHaveLength(1));
    expect(JSON.parse(receiver.received[0]?.body ?? "")).toMatchObject({
      type: "case.opened",
      data: { case: { id: opened.id } },
    });
    const one = `${path}/${webhook.id}`;
    const deliveries = () => server.call<WebhookDeliveries>(`${one}/deliveries`, { token: claire });
    await until(async () =>
      expect((await deliveries()).body.deliveries).toMatchObject([
        { type: "case.opened", state: "delivered", status: 204, attempts: 1, next_at: null },
      ]),
    );
    const [{ id } = { id: "" }] = (await deliveries()).body.deliveries;
    const again = await server.call<WebhookDelivery>(`${one}/deliveries/${id}/redeliver`, {
      token: claire,
      body: {},
    });
    expect([again.status, again.body.state]).toEqual([200, "waiting"]);
    await until(() => expect(receiver.received).toHaveLength(2));
    expect(receiver.received[1]?.headers["webhook-id"]).toBe(id);

    const rotated = await server.call<NewWebhook>(`${one}/secret`, { token: claire, body: {} });
    expect(rotated.status).toBe(200);
    expect(rotated.body.secret).not.toBe(secret);
    const off = {
      method: "PATCH",
      token: claire,
      body: { enabled: false, events: ["case.rated"] },
    };
    const changed = await server.call<Webhook>(one, off);
    expect(changed.body).toMatchObject({
      enabled: false,
      off_because: "admin",
      events: ["case.rated"],
    });
    const refused = await server.call(`${one}/deliveries/${id}/redeliver`, {
      token: claire,
      body: {},
    });
    expect([refused.status, refused.body]).toMatchObject([409, { code: "webhook_off" }]);
    const tested = await server.call<WebhookDelivery>(`${one}/test`, { token: claire, body: {} });
    expect(tested.body).toMatchObject({ type: "webhook.test", state: "delivered", status: 204 });
    expect(await server.call(one, { method: "DELETE", token: claire })).toMatchObject({
      status: 204,
    });
    expect((await deliveries()).status).toBe(404);
    const metrics = await server.call("/metrics");
    expect(metrics.text).toMatch(/relais_webhook_requests_total\{outcome="delivered"\} [3-9]/);
    for (const text of [server.log, JSON.stringify((await listed()).body)]) {
      for (const hidden of [secret, rotated.body.secret]) expect(text).not.toContain(hidden);
    }
  }, 60_000);

  it.each([
    ["name", { name: "" }],
    ["url", { url: "" }],
    ["url", { url: "http://erp.example/" }],
    ["url", { url: "https://127.0.0.1/" }],
    ["events", { events: [] }],
    ["events.0", { events: ["case.gone"] }],
    ["internal", { internal: "yes" }],
    ["colour", { colour: "red" }],
  ])("N38.1: names %s where it is wrong: %o", async (field, change) => {
    const before = (await listed()).body;
    const answer = await server.call<{ code: string; fields: Record<string, string> }>(path, {
      token: claire,
      body: body(change),
    });
    expect([answer.status, answer.body.code]).toEqual([400, "invalid_body"]);
    expect(Object.keys(answer.body.fields)).toEqual([field]);
    expect((await listed()).body).toEqual(before);
  });

  it("N38.1 P5: are nothing for whoever is no admin, an API key, or another organization", async () => {
    const { webhook } = await make();
    const one = `${path}/${webhook.id}`;
    const key = await server.call<NewApiKey>("/v1/admin/api-keys", {
      token: claire,
      body: { name: "Boutique", role: "admin" },
    });
    const [awa, moussa, theirs] = await Promise.all(
      [cast.awa, cast.moussa, "admin@tickets.demo"].map((email) => server.token(email)),
    );
    const calls: { at: string; call: object }[] = [
      { at: one, call: { method: "PATCH", body: { enabled: false } } },
      { at: one, call: { method: "DELETE" } },
      { at: `${one}/secret`, call: { body: {} } },
      { at: `${one}/test`, call: { body: {} } },
      { at: `${one}/deliveries`, call: {} },
      { at: `${one}/deliveries/${webhook.id}/redeliver`, call: { body: {} } },
    ];
    const tokens = [awa, moussa, key.body.secret].map((token) => token ?? "");
    for (const { at, call } of calls) {
      for (const token of tokens) {
        expect((await server.call(at, { ...call, token })).status).toBe(403);
      }
      expect((await server.call(at, { ...call, token: theirs ?? "" })).status).toBe(404);
      expect((await server.call(at, call)).status).toBe(401);
    }
    for (const token of tokens) {
      expect((await server.call(path, { token })).status).toBe(403);
      expect((await server.call(path, { token, body: body() })).status).toBe(403);
    }
    expect((await server.call<WebhookList>(path, { token: theirs ?? "" })).body.webhooks).toEqual(
      [],
    );
    expect((await listed()).body.webhooks).toContainEqual(webhook);
  });
});

const listed = () => server.call<WebhookList>(path, { token: claire });
