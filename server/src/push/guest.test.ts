import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type PushServiceDouble, startPushService } from "../testing/doubles/push-service.ts";
import { cast, TestServer } from "../testing/test-server.ts";

let service: PushServiceDouble;
let server: TestServer;

beforeAll(async () => {
  service = await startPushService();
  server = await TestServer.start({
    push: { keys: undefined, contact: "mailto:you@example.org", allowed: [service.place] },
  });
}, 60_000);
afterAll(async () => {
  await server.stop();
  await service.stop();
});

describe("a customer without an account", () => {
  it("N29.1: is told of answers on the phone with the link, and nothing secret is in a log", async () => {
    const claire = await server.token(cast.claire);
    const opened = await server.call<{ conversation_id: string }>("/v1/cases", {
      token: claire,
      body: { kind: "request", title: "Batterie à plat", guest: { full_name: "Paul Mercier" } },
    });
    const conversation = opened.body.conversation_id;
    const link = await server.call<{ path: string }>(`/v1/conversations/${conversation}/link`, {
      token: claire,
      body: {},
    });
    const linkToken = link.body.path.split("/").at(-1);
    const session = await server.call<{ access_token: string }>("/v1/guest-sessions", {
      body: { token: linkToken },
    });
    const token = session.body.access_token;
    const key = await server.call<{ public_key: string }>("/v1/push-key", { token });
    const subscription = service.subscribe(key.body.public_key);
    const device = await server.call<{ id: string }>("/v1/push-subscriptions", {
      token,
      body: { ...subscription, expirationTime: null },
      headers: { "accept-language": "en" },
    });
    expect(device.status).toBe(201);
    await server.call(`/v1/conversations/${conversation}/messages`, {
      token: claire,
      body: { client_id: crypto.randomUUID(), text: "Nous arrivons" },
    });
    await vi.waitFor(
      () =>
        expect(service.delivered.map(({ notice }) => notice)).toMatchObject([
          { type: "message", body: "Nous arrivons", lang: "en", guest: true, unread: 1 },
        ]),
      { timeout: 20_000, interval: 20 },
    );
    const other = await server.call(`/v1/push-subscriptions/${device.body.id}`, {
      method: "DELETE",
      token: claire,
    });
    expect(other.status).toBe(404);
    const path = `/v1/push-subscriptions/${device.body.id}`;
    expect((await server.call(`${path}/test`, { token, body: {} })).status).toBe(204);
    expect((await server.call(path, { method: "DELETE", token })).status).toBe(204);
    expect((await server.call(`${path}/test`, { token, body: {} })).status).toBe(404);
    for (const secret of [subscription.endpoint, ...Object.values(subscription.keys)]) {
      expect(server.log).not.toContain(secret);
    }
  }, 30_000);
});
