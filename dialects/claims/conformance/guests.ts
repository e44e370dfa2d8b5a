import { describe, expect, test } from "vitest";
import type { Caller, Claim, Conversation, Page } from "./caller.ts";

export function guestRules(caller: Caller): void {
  describe("The customer's token", () => {
    test("C6.1, C2.10: opens this API, limited to the one conversation, without what is the team's", async () => {
      const { conversation, customer } = await caller.begun();
      await caller.begun();
      await caller.patch("operations", `conversations/${conversation.id}`, {
        tags: ["marque-secrete"],
        internal_notes: "note-secrete",
      });
      const list = await caller.get<Page<Conversation>>(customer, "conversations");
      expect(list.body.results.map(({ id }) => id)).toEqual([conversation.id]);
      const one = await caller.get<Conversation>(customer, `conversations/${conversation.id}`);
      expect(one.body).not.toHaveProperty("tags");
      expect(one.body).not.toHaveProperty("internal_notes");
      const claims = await caller.get<Page<Claim>>(customer, "claims");
      expect(claims.body.results.map(({ id }) => id)).toEqual([conversation.claim_id]);
      for (const answer of [list, one, claims])
        expect(JSON.stringify(answer.body)).not.toContain("secrete");
      expect((await caller.get(customer, "warranties")).body).toMatchObject({ count: 0 });
      const said = await caller.say(customer, conversation.id, "Bonjour");
      expect(said.body).toMatchObject({ sender_type: "customer", sender_name: "Paul Mercier" });
    });

    test("C6.2: other conversations are 404, and what is the team's is 403", async () => {
      const { conversation, customer } = await caller.begun();
      const other = (await caller.begun()).conversation;
      for (const path of [
        `conversations/${other.id}`,
        `conversations/${other.id}/messages`,
        `claims/${other.claim_id}`,
        `claims/${other.claim_id}/status-updates`,
      ]) {
        expect((await caller.get(customer, path)).status).toBe(404);
      }
      expect((await caller.say(customer, other.id, "Bonjour")).status).toBe(404);
      const own = `conversations/${conversation.id}`;
      expect((await caller.patch(customer, own, { priority: "urgent" })).status).toBe(403);
      expect(
        (await caller.post(customer, "conversations", { customer_name: "Paul Mercier" })).status,
      ).toBe(403);
      expect((await caller.post(customer, "claims", { title: "Autre" })).status).toBe(403);
      expect((await caller.post(customer, "warranties", {})).status).toBe(403);
    });

    test("C6.3: a token that was withdrawn is 401 at once, and one that never was", async () => {
      const { conversation, customer } = await caller.begun();
      const path = `conversations/${conversation.id}`;
      expect((await caller.get(customer, path)).status).toBe(200);
      await caller.call("operations", "DELETE", `/v1/conversations/${conversation.id}/link`);
      expect((await caller.get(customer, path)).status).toBe(401);
      expect((await caller.get({ token: "0".repeat(64) }, path)).status).toBe(401);
    });

    test("C6.4: it is taken nowhere else as it stands, and opens the link's page", async () => {
      const { conversation, customer } = await caller.begun();
      const elsewhere = `/v1/conversations/${conversation.id}`;
      expect((await caller.call(customer, "GET", elsewhere)).status).toBe(401);
      const exchanged = await caller.call<{ visit: { conversation_id: string } }>(
        undefined,
        "POST",
        "/v1/guest-sessions",
        { token: customer.token },
      );
      expect(exchanged.body.visit.conversation_id).toBe(conversation.id);
    });
  });
}
