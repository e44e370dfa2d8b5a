import { describe, expect, test } from "vitest";
import type { Caller, Claim, Conversation, Page } from "./caller.ts";

export function conversationRules(caller: Caller): void {
  const begin = (body: object) =>
    caller.post<Conversation>("operations", "conversations", {
      customer_name: "Paul Mercier",
      customer_email: "paul@mercier.example",
      ...body,
    });
  const listed = async (query = "") =>
    (await caller.get<Page<Conversation>>("operations", `conversations?page_size=100${query}`))
      .body;

  describe("Who calls", () => {
    test("C1.1: sign-in tells the role in this API's words; without a token every call is 401", async () => {
      expect((await caller.me("operations")).role).toBe("operations");
      expect((await caller.me("finance")).role).toBe("f_and_i");
      expect((await caller.me("admin")).role).toBe("admin");
      for (const path of ["conversations", "claims", "warranties"]) {
        const answer = await caller.call(undefined, "GET", `/claims/api/${path}/`);
        expect(answer.status).toBe(401);
        expect(answer.body).toEqual({ detail: expect.any(String) });
      }
    });

    test("C1.2: what somebody says about themselves is held against their token", async () => {
      const me = await caller.me("operations");
      const { conversation, customer } = await caller.begun({
        organization_id: me.organization.id,
      });
      const truth = { sender_type: "staff", sender_name: me.full_name, sender_id: me.id };
      expect((await caller.say("operations", conversation.id, "Bonjour", truth)).status).toBe(201);
      const before = await caller.messages("operations", conversation.id);
      for (const lie of [
        { sender_type: "customer" },
        { sender_type: "system" },
        { sender_name: "Paul Mercier" },
        { sender_id: conversation.customer_id },
      ]) {
        expect((await caller.say("operations", conversation.id, "Bonjour", lie)).status).toBe(403);
      }
      const posing = { sender_type: "staff" };
      expect((await caller.say(customer, conversation.id, "Bonjour", posing)).status).toBe(403);
      const elsewhere = (await caller.me("outsider")).organization.id;
      expect((await begin({ organization_id: elsewhere })).status).toBe(403);
      expect(await caller.messages("operations", conversation.id)).toEqual(before);
    });

    test("C1.3: another organization's is 404, and so is what is no id", async () => {
      const { conversation } = await caller.begun();
      for (const path of [
        `conversations/${conversation.id}`,
        `conversations/${conversation.id}/messages`,
        `claims/${conversation.claim_id}`,
        `claims/${conversation.claim_id}/status-updates`,
      ]) {
        expect((await caller.get("outsider", path)).status).toBe(404);
      }
      expect((await caller.say("outsider", conversation.id, "Bonjour")).status).toBe(404);
      expect((await caller.post("outsider", `conversations/${conversation.id}/read`)).status).toBe(
        404,
      );
      expect((await caller.get("operations", "conversations/not-an-id")).status).toBe(404);
      expect((await begin({ claim_id: conversation.id })).status).toBe(404);
    });

    test("C1.4: f_and_i read claims and no conversation", async () => {
      const { conversation } = await caller.begun();
      expect((await caller.get("finance", `claims/${conversation.claim_id}`)).status).toBe(200);
      expect((await caller.get("finance", `conversations/${conversation.id}`)).status).toBe(403);
      const list = await caller.get<Page<Conversation>>("finance", "conversations");
      expect(list.body).toMatchObject({ count: 0, results: [] });
    });

    test("C1.5: every wrong field is named, and nothing is opened", async () => {
      const before = (await listed()).count;
      const answer = await begin({ customer_name: 4, customer_email: "nobody", priority: "mild" });
      expect(answer.status).toBe(400);
      expect(Object.keys(answer.body.errors ?? {}).toSorted()).toEqual([
        "customer_email",
        "customer_name",
        "priority",
      ]);
      expect((await begin({ customer_name: "   " })).body.errors).toHaveProperty("customer_name");
      expect((await listed()).count).toBe(before);
    });
  });

  describe("Conversations", () => {
    test("C2.1, C2.2: beginning one answers it with its link, which is told once", async () => {
      const { status, body } = await begin({
        customer_phone: "+33 6 12 34 56 78",
        priority: "high",
      });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        customer_name: "Paul Mercier",
        customer_email: "paul@mercier.example",
        customer_phone: "+33 6 12 34 56 78",
        status: "active",
        priority: "high",
        assigned_to: null,
        warranty_id: null,
        unread_count_customer: 0,
        unread_count_staff: 0,
      });
      expect(body.access_token).toMatch(/^[0-9a-f]{64}$/);
      expect(new URL(body.access_url ?? "").pathname).toBe(`/suivi/${body.access_token}`);
      const again = await caller.get<Conversation>("operations", `conversations/${body.id}/`);
      expect(again.body).toEqual({ ...body, access_token: null, access_url: null });
    });

    test("C2.1: with a warranty the customer is the warranty's", async () => {
      const warranty = await caller.post<{ id: string; customer_id: string }>(
        "operations",
        "warranties",
        {
          warranty_number: `G-${crypto.randomUUID().slice(0, 12)}`,
          product_name: "Lave-linge Confort",
          customer_name: "Paul Mercier",
          customer_email: "paul@mercier.example",
          start_date: "2026-01-01",
          end_date: "2030-12-31",
        },
      );
      const begun = await begin({ warranty_id: warranty.body.id });
      expect(begun.body).toMatchObject({
        warranty_id: warranty.body.id,
        customer_id: warranty.body.customer_id,
      });
      const found = await listed(`&warranty_id=${warranty.body.id}`);
      expect(found.results.map(({ id }) => id)).toEqual([begun.body.id]);
    });

    test("C2.3: with a claim it is the claim's conversation; its link is told to the first who asks", async () => {
      const claim = await caller.post<Claim>("operations", "claims", {
        title: "Écran fissuré",
        customer_name: "Paul Mercier",
      });
      const first = await begin({ claim_id: claim.body.id });
      expect(first.status).toBe(201);
      expect(first.body).toMatchObject({ id: claim.body.conversation_id, claim_id: claim.body.id });
      expect(first.body.access_token).not.toBeNull();
      const second = await begin({ claim_id: claim.body.id });
      expect(second.status).toBe(200);
      expect(second.body).toEqual({ ...first.body, access_token: null, access_url: null });
    });

    test("C2.4: the same client_id is one conversation, with other content it is refused", async () => {
      const client_id = crypto.randomUUID();
      const first = await begin({ client_id });
      expect((await begin({ client_id })).body.id).toBe(first.body.id);
      expect((await begin({ client_id, subject: "Autre chose" })).status).toBe(409);
    });

    test("C2.6: the list has the newest message first, and is filtered", async () => {
      const older = (await caller.begun({ priority: "urgent" })).conversation;
      const newer = (await caller.begun()).conversation;
      await caller.say("operations", older.id, "Où en est-on ?");
      const ids = (await listed()).results.map(({ id }) => id);
      expect(ids.indexOf(older.id)).toBeLessThan(ids.indexOf(newer.id));
      const urgent = (await listed("&priority=urgent")).results;
      expect(urgent.map(({ id }) => id)).toContain(older.id);
      expect(urgent.every(({ priority }) => priority === "urgent")).toBe(true);
      const one = await listed(`&claim_id=${newer.claim_id}`);
      expect(one).toMatchObject({ count: 1, next: null, previous: null });
      expect((await caller.get("operations", "conversations?status=asleep")).status).toBe(400);
      expect((await caller.get("operations", "conversations?page=9999")).status).toBe(404);
    });

    test("C2.7: the team changes status, priority, agent, tags and notes at once", async () => {
      const { conversation } = await caller.begun();
      const agent = await caller.me("agent");
      const changes = {
        status: "resolved",
        priority: "urgent",
        assigned_to: agent.id,
        tags: ["vip", "lave-linge"],
        internal_notes: "Rappeler lundi.",
      };
      const path = `conversations/${conversation.id}`;
      const changed = await caller.patch<Conversation>("operations", path, changes);
      expect(changed.status).toBe(200);
      expect(changed.body).toMatchObject({
        ...changes,
        tags: expect.arrayContaining(changes.tags),
      });
      expect((await caller.get("agent", path)).body).toEqual(changed.body);
      const released = await caller.patch<Conversation>("operations", path, { assigned_to: null });
      expect(released.body.assigned_to).toBeNull();
    });

    test("C2.7: a change of which one part is refused changes nothing", async () => {
      const { conversation } = await caller.begun();
      const path = `conversations/${conversation.id}`;
      const wrong = { priority: "urgent", assigned_to: conversation.customer_id };
      const answer = await caller.patch<Conversation>("operations", path, wrong);
      expect(answer.status).toBe(400);
      expect(answer.body.errors).toHaveProperty("assigned_to");
      expect((await caller.patch("operations", path, { status: "asleep" })).status).toBe(400);
      const after = await caller.get<Conversation>("operations", path);
      expect(after.body).toMatchObject({ priority: "normal", assigned_to: null, status: "active" });
      expect((await caller.patch("finance", path, { priority: "low" })).status).toBe(403);
    });

    test("C2.8, C2.9: a customer who waits makes it active; counts follow what each side has read", async () => {
      const { conversation, customer } = await caller.begun();
      const path = `conversations/${conversation.id}`;
      await caller.patch("operations", path, { status: "archived" });
      await caller.say("operations", conversation.id, "C’est réglé.");
      const quiet = await caller.get<Conversation>("operations", path);
      expect(quiet.body).toMatchObject({
        status: "archived",
        unread_count_customer: 1,
        unread_count_staff: 0,
      });
      await caller.say(customer, conversation.id, "Pas tout à fait.");
      const waiting = await caller.get<Conversation>("operations", path);
      expect(waiting.body).toMatchObject({ status: "active", unread_count_staff: 1 });
      expect((await caller.post("operations", `${path}/read`)).body).toEqual({
        success: true,
        count: 1,
      });
      expect((await caller.post(customer, `${path}/read`)).body).toEqual({
        success: true,
        count: 1,
      });
      const read = await caller.get<Conversation>("operations", path);
      expect(read.body).toMatchObject({ unread_count_customer: 0, unread_count_staff: 0 });
    });
  });
}
