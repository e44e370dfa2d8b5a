import type { CaseView } from "@relais/protocol";
import { describe, expect, test } from "vitest";
import type { World } from "../target/world.ts";

export function statusRules(world: World): void {
  const leaving = { type: "change_status", status: "en_route", from: "accepted" };

  describe("18. Changes of status", () => {
    test("N18.11 a change is acknowledged, and its repetition alike; another one is not the same", async () => {
      const { caseId } = await world.newTalk();
      const worker = await world.connect("worker");
      const leave = (more: object = {}) =>
        worker.put({ ...leaving, case_id: caseId, client_id: "je-pars", ...more });
      const statusNow = async () =>
        (await world.as<CaseView>("worker", "GET", `/v1/cases/${caseId}`)).body.status;
      expect((await worker.answerTo(leave())).type).toBe("ack");
      expect(await statusNow()).toBe("en_route");
      const next = { ...leaving, status: "arrived", from: "en_route" };
      const arrived = worker.put({ ...next, case_id: caseId, client_id: "arrive" });
      expect((await worker.answerTo(arrived)).type).toBe("ack");
      // The answer was lost, and the case went on.
      expect((await worker.answerTo(leave())).type).toBe("ack");
      expect(await worker.answerTo(leave({ note: "Autre" }))).toMatchObject({
        type: "refused",
        code: "client_id_reused",
        retry: "never",
      });
      expect(await statusNow()).toBe("arrived");
    });

    test("N18.11 whoever has no part in it is forbidden, and to another organization there is no such case", async () => {
      const { caseId } = await world.newTalk();
      for (const [part, code] of [
        ["customer", "forbidden"],
        ["outsider", "not_found"],
      ] as const) {
        const socket = await world.connect(part);
        const ref = socket.put({ ...leaving, case_id: caseId, client_id: "je-pars" });
        expect(await socket.answerTo(ref)).toMatchObject({ type: "refused", code });
      }
    });
  });
}
