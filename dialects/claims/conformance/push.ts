import { describe, expect, test } from "vitest";
import type { Caller } from "./caller.ts";

type Subscription = { id: string; enabled: boolean; preferences: Record<string, boolean> };

const endpoint = () => `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`;

export function pushRules(caller: Caller): void {
  const register = (body: object, who: Parameters<Caller["post"]>[0] = "operations") =>
    caller.post<Subscription>(who, "push-subscriptions", { platform: "web", ...body });

  describe("Push subscriptions", () => {
    test("C8.1: registering answers the subscription, without token or keys", async () => {
      const me = await caller.me("operations");
      const secret = {
        endpoint: endpoint(),
        keys: { p256dh: "cle-publique", auth: "cle-secrete" },
      };
      const preferences = { new_messages: true, claim_updates: false };
      const answer = await register({
        organization_id: me.organization.id,
        user_id: me.id,
        push_token: JSON.stringify(secret),
        preferences,
      });
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({
        user_id: me.id,
        enabled: true,
        preferences: { ...preferences, warranty_expiring: true, system_alerts: true },
      });
      expect(JSON.stringify(answer.body)).not.toMatch(/cle-|fcm/);
      const again = await register({ push_token: JSON.stringify(secret) });
      expect(again.body.id).toBe(answer.body.id);
      expect((await register({ user_id: "someone", push_token: "x" })).status).toBe(403);
    });

    test("C8.2: each preference is changed by itself; somebody else's subscription is 404", async () => {
      const { customer } = await caller.begun();
      const { body } = await register({ push_token: endpoint() }, customer);
      const path = `push-subscriptions/${body.id}`;
      const changed = await caller.patch<Subscription>(customer, path, { new_messages: false });
      expect(changed.body.preferences).toMatchObject({ new_messages: false, claim_updates: true });
      expect((await caller.patch("operations", path, { enabled: false })).status).toBe(404);
      expect((await caller.patch("outsider", path, { enabled: false })).status).toBe(404);
    });

    test("C8.3: an endpoint that is no push service's is 400 and named", async () => {
      for (const push_token of ["https://127.0.0.1/", "https://push.example.org/1"]) {
        const answer = await register({ push_token });
        expect(answer.status).toBe(400);
        expect(answer.body.errors).toHaveProperty("endpoint");
      }
      const odd = await register({ push_token: 4, platform: "fridge" });
      expect(Object.keys(odd.body.errors ?? {}).toSorted()).toEqual(["platform", "push_token"]);
    });

    test("C8.4: the key is one that browsers take", async () => {
      const { body } = await caller.get<{ public_key: string }>(
        "operations",
        "push-subscriptions/key",
      );
      const key = Buffer.from(body.public_key, "base64url");
      expect([key.length, key[0]]).toEqual([65, 4]);
    });

    test("C8.5: a test is for one's own device, and a browser's", async () => {
      const { customer } = await caller.begun();
      const { body } = await register(
        { platform: "android", push_token: crypto.randomUUID() },
        customer,
      );
      const path = `push-subscriptions/${body.id}/test`;
      expect((await caller.post(customer, path, {})).status).toBe(409);
      expect((await caller.post("operations", path, {})).status).toBe(404);
      expect((await caller.post("outsider", path, {})).status).toBe(404);
    });
  });
}
