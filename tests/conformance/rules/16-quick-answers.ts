import type { CaseView, KindView, QuickAnswers, Refusal } from "@relais/protocol";
import { describe, expect, test } from "vitest";
import { readHistory } from "../target/history.ts";
import type { World } from "../target/world.ts";

const path = "/v1/kinds/request/quick-answers";
const onMyWay = {
  id: "on_my_way",
  text: { fr: "J’arrive", en: "On my way" },
  statuses: ["accepted"],
  roles: ["worker"],
};

export function quickAnswerRules(world: World): void {
  describe("16. One-tap answers", () => {
    test("N16.1 everybody reads them, an admin writes and resets them", async () => {
      const usual = await world.as<QuickAnswers>("customer", "GET", path);
      expect(usual).toMatchObject({ status: 200, body: { edited: false } });
      const body = { answers: [onMyWay] };
      for (const part of ["customer", "worker"] as const) {
        expect((await world.as(part, "PUT", path, body)).status).toBe(403);
        expect((await world.as(part, "DELETE", path)).status).toBe(403);
      }
      const written = await world.as<QuickAnswers>("admin", "PUT", path, body);
      expect(written.body).toEqual({ answers: [onMyWay], edited: true });
      const { kinds } = (await world.as<{ kinds: KindView[] }>("worker", "GET", "/v1/kinds")).body;
      const request = kinds.find(({ name }) => name === "request");
      expect(request?.quick_answers).toEqual([onMyWay]);
      expect((await world.as<QuickAnswers>("outsider", "GET", path)).body.edited).toBe(false);
      expect((await world.as<QuickAnswers>("admin", "DELETE", path)).body).toEqual(usual.body);
    });

    test("N16.2 what is wrong with them is named, and nothing is changed", async () => {
      const put = (answers: unknown) => world.as<Refusal>("admin", "PUT", path, { answers });
      for (const [field, answer] of [
        ["answers.0.id", { ...onMyWay, id: "On my way" }],
        ["answers.0.text.en", { ...onMyWay, text: { fr: "J’arrive", en: "" } }],
        ["answers.0.statuses", { ...onMyWay, statuses: ["asleep"] }],
        ["answers.0.roles.0", { ...onMyWay, roles: ["driver"] }],
        ["answers.0.step", { ...onMyWay, step: "completed" }],
      ] as const) {
        const answer400 = await put([answer]);
        expect(answer400).toMatchObject({ status: 400, body: { code: "invalid_body" } });
        expect(Object.keys(answer400.body.fields ?? {})).toEqual([field]);
      }
      expect(
        (await world.as("admin", "PUT", "/v1/kinds/wedding/quick-answers", { answers: [] })).status,
      ).toBe(404);
      expect((await world.as<QuickAnswers>("admin", "GET", path)).body.edited).toBe(false);
    });

    test("N16.3 the event carries the id, by either way; the message is its text", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      const customer = await world.connect("customer");
      await customer.follow(id);
      const text = "J’aurai un peu de retard";
      const sent = { type: "send", conversation_id: id, text, quick_answer: "delayed" } as const;
      await worker.get("ack", { ...sent, client_id: "tap" });
      await world.as("worker", "POST", `/v1/conversations/${id}/messages`, {
        text,
        quick_answer: "delayed",
      });
      await expect
        .poll(() =>
          customer
            .eventsOf(id)
            .map(({ data }) => ("quick_answer" in data ? data.quick_answer : null)),
        )
        .toEqual(["delayed", "delayed"]);
      expect(JSON.stringify(await readHistory(world, id))).not.toContain("delayed");
      const refused = await worker.refusal({ ...sent, client_id: "odd", quick_answer: "A b" });
      expect(refused).toMatchObject({
        code: "invalid_body",
        fields: { quick_answer: expect.any(String) },
      });
    });

    test("N16.4 one that carries a step takes it, where its sender may; else the message stands alone", async () => {
      const { id, caseId } = await world.newTalk();
      const worker = await world.connect("worker");
      const status = async () =>
        (await world.as<CaseView>("worker", "GET", `/v1/cases/${caseId}`)).body.status;
      const tap = (quick_answer: string) =>
        worker.get("ack", {
          type: "send",
          conversation_id: id,
          client_id: `${quick_answer} ${id}`.replace(" ", "-"),
          text: "…",
          quick_answer,
        });
      await tap("arrived");
      expect(await status()).toBe("accepted");
      await tap("leaving");
      expect(await status()).toBe("en_route");
      await tap("leaving");
      expect(await status()).toBe("en_route");
    });
  });
}
