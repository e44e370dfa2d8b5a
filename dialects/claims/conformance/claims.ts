import { describe, expect, test } from "vitest";
import type { Caller, Claim, Page, StatusUpdate } from "./caller.ts";

export function claimRules(caller: Caller): void {
  const open = (body: object = {}) =>
    caller.post<Claim>("operations", "claims", {
      title: "Le tambour ne tourne plus",
      customer_name: "Paul Mercier",
      ...body,
    });
  const step = (id: string, body: object, who: Parameters<Caller["post"]>[0] = "operations") =>
    caller.post<StatusUpdate>(who, `claims/${id}/status-updates`, body);
  const steps = async (id: string, who: Parameters<Caller["get"]>[0] = "operations") =>
    (await caller.get<Page<StatusUpdate>>(who, `claims/${id}/status-updates`)).body.results;

  describe("Claims and their steps", () => {
    test("C4.1, C4.2: opening one answers it with its number and conversation; the list is filtered", async () => {
      const { status, body } = await open({ description: "Depuis lundi", issue_type: "breakdown" });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        title: "Le tambour ne tourne plus",
        description: "Depuis lundi",
        issue_type: "breakdown",
        status: "submitted",
        customer_name: "Paul Mercier",
      });
      expect(body.claim_number).toMatch(/^SIN-\d{4}-\d{5}$/);
      expect((await caller.get("operations", `claims/${body.id}/`)).body).toEqual(body);
      expect((await caller.get("operations", `conversations/${body.conversation_id}`)).status).toBe(
        200,
      );
      const list = await caller.get<Page<Claim>>(
        "finance",
        "claims?status=submitted&page_size=100",
      );
      expect(list.body.results.map(({ id }) => id)).toContain(body.id);
      expect(list.body.results.every((one) => one.status === "submitted")).toBe(true);
      expect((await caller.post("finance", "claims", { title: "Non" })).status).toBe(403);
      const wrong = await open({ issue_type: "magic", title: " " });
      expect(wrong.body.errors).toHaveProperty("title");
      expect((await open({ issue_type: "magic" })).body.errors).toHaveProperty("issue_type");
    });

    test("C4.3: a step answers who, from, to, why, and whether the customer was told", async () => {
      const { id } = (await open()).body;
      const me = await caller.me("operations");
      const { status, body } = await step(id, {
        organization_id: me.organization.id,
        claim_id: id,
        old_status: "submitted",
        new_status: "under_review",
        changed_by: me.id,
        changed_by_name: me.full_name,
        reason: "Dossier complet",
        notes: "Photos reçues",
      });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        claim_id: id,
        old_status: "submitted",
        new_status: "under_review",
        changed_by: me.id,
        changed_by_name: me.full_name,
        reason: "Dossier complet",
        notes: "Photos reçues",
        notification_sent: true,
        notification_sent_at: expect.any(String),
      });
      expect((await step(id, { new_status: "completed" })).status).toBe(409);
      const unknown = await step(id, { new_status: "dreaming" });
      expect(unknown.status).toBe(400);
      expect(unknown.body.errors).toHaveProperty("new_status");
      expect(await steps(id)).toHaveLength(2);
      const lie = { new_status: "approved", changed_by_name: "Quelqu’un d’autre" };
      expect((await step(id, lie)).status).toBe(403);
    });

    test("C4.4: who believes it to be elsewhere is refused; the same again answers the same", async () => {
      const { id } = (await open()).body;
      const first = await step(id, { old_status: "submitted", new_status: "under_review" });
      const again = await step(id, { old_status: "submitted", new_status: "under_review" });
      expect(again).toMatchObject({ status: 201, body: first.body });
      const late = await step(id, { old_status: "submitted", new_status: "approved" });
      expect(late.status).toBe(409);
      expect((await caller.get<Claim>("operations", `claims/${id}`)).body.status).toBe(
        "under_review",
      );
    });

    test("C4.5: steps are those of operations and admins", async () => {
      const { conversation, customer } = await caller.begun();
      const id = conversation.claim_id;
      expect((await step(id, { new_status: "under_review" }, "finance")).status).toBe(403);
      expect((await step(id, { new_status: "under_review" }, customer)).status).toBe(403);
      expect((await step(id, { new_status: "under_review" }, "outsider")).status).toBe(404);
      expect((await step(id, { new_status: "under_review" }, "admin")).status).toBe(201);
    });

    test("C4.6: steps are listed oldest first; internal notes are the team's", async () => {
      const { conversation, customer } = await caller.begun();
      const id = conversation.claim_id;
      await step(id, { new_status: "under_review", reason: "Reçu", notes: "Visible" });
      await step(id, {
        new_status: "approved",
        reason: "Couvert",
        notes: "Marge faible",
        is_internal: true,
      });
      const team = await steps(id);
      expect(team.map(({ new_status }) => new_status)).toEqual([
        "submitted",
        "under_review",
        "approved",
      ]);
      expect(team.map(({ notes }) => notes)).toEqual([null, "Visible", "Marge faible"]);
      const told = await steps(id, customer);
      expect(told.map(({ notes }) => notes)).toEqual([null, "Visible", null]);
      expect(told.map(({ reason }) => reason)).toEqual([null, "Reçu", "Couvert"]);
    });
  });
}
