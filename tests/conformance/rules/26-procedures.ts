import type {
  ConversationState,
  Guidance,
  GuidanceStatistics,
  Procedure,
  ProcedureContent,
  ProcedureRun,
  TimelinePage,
} from "@relais/protocol";
import { describe, expect, test } from "vitest";
import type { World } from "../target/world.ts";

const content: ProcedureContent = {
  title: "Batterie à plat",
  description: "",
  variables: [{ name: "borne", label: "Quelle borne ?", kind: "text", options: [] }],
  steps: [
    {
      id: "borne",
      text: "Débranchez la borne {{borne}}",
      pictures: [],
      if_failed: {
        steps: [{ id: "cle", text: "Prenez une clé de 10", pictures: [] }],
        after: "again",
      },
    },
    { id: "charge", text: "Branchez le chargeur", pictures: [], if_failed: null },
  ],
};

export function procedureRules(world: World): void {
  describe("26. Procedures", () => {
    test("N26.1 a session that has ended is saved once, by those who do the work", async () => {
      const { id } = await world.newTalk();
      const path = `/v1/conversations/${id}/guidance`;
      const { body: session } = await world.as<Guidance>("worker", "POST", path);
      const worker = await world.connect("worker");
      await worker.ask(say(id, "Ouvrez le capot"));
      const save = `${path}/${session.id}/procedure`;
      const title = { title: "Capot" };
      expect((await world.as("worker", "POST", save, title)).body.code).toBe("guidance_unfinished");
      await world.as("worker", "POST", `${path}/end`, { solved: true });
      expect((await world.as("customer", "POST", save, title)).body.code).toBe("forbidden");
      const saved = await world.as<Procedure>("worker", "POST", save, title);
      expect(saved).toMatchObject({
        status: 201,
        body: { version: 1, title: "Capot", steps: [{ text: "Ouvrez le capot" }] },
      });
      expect((await world.as<Procedure>("worker", "POST", save, title)).body.id).toBe(
        saved.body.id,
      );
    });

    test("N26.2 a change is a new version, and whoever was overtaken is told", async () => {
      const { id } = await written(world);
      const path = `/v1/procedures/${id}`;
      const next = { ...content, title: "Batterie", version: 1 };
      const second = await world.as<Procedure>("admin", "PUT", path, next);
      expect(second.body).toMatchObject({ version: 2, title: "Batterie" });
      expect((await world.as("admin", "PUT", path, next)).body.code).toBe("procedure_changed");
      const first = await world.as<Procedure>("worker", "GET", `${path}?version=1`);
      expect(first.body).toMatchObject({ version: 1, newest: 2, title: "Batterie à plat" });
      const wrong = { ...content, steps: [{ ...content.steps[1], text: "{{inconnue}}" }] };
      const refused = await world.as("admin", "POST", "/v1/procedures", wrong);
      expect(refused.body).toMatchObject({
        code: "invalid_body",
        fields: { "steps.0.text": expect.any(String) as string },
      });
    });

    test("N26.3 a guidance begins by a procedure once its variables are answered", async () => {
      const { id: procedure } = await written(world);
      const { id } = await world.newTalk();
      const path = `/v1/conversations/${id}/guidance`;
      const by = (values: object) => ({ procedure: { id: procedure, values } });
      const refused = await world.as("worker", "POST", path, by({}));
      expect(refused.body).toMatchObject({
        code: "invalid_body",
        fields: { "procedure.values.borne": expect.any(String) as string },
      });
      const begun = await world.as<Guidance>("worker", "POST", path, by({ borne: "rouge" }));
      expect(begun).toMatchObject({ status: 201, body: { total: 2 } });
      const run = `${path}/${begun.body.id}/procedure`;
      expect((await world.as<ProcedureRun>("worker", "GET", run)).body).toMatchObject({
        procedure: { id: procedure, version: 1 },
        values: { borne: "rouge" },
      });
      expect((await world.as("customer", "GET", run)).body.code).toBe("forbidden");
    });

    test("N26.5 a message that brings a step of the procedure says its place to everybody", async () => {
      const { id: procedure_id } = await written(world);
      const { id } = await world.newTalk();
      const values = { borne: "rouge" };
      await world.as("worker", "POST", `/v1/conversations/${id}/guidance`, {
        procedure: { id: procedure_id, values },
      });
      const worker = await world.connect("worker");
      const planned = { procedure_id, version: 1, step: "charge" };
      await worker.ask({ ...say(id, "Branchez le chargeur"), planned });
      const state = await world.as<ConversationState>("customer", "GET", `/v1/conversations/${id}`);
      expect(state.body.guidance).toMatchObject({
        total: 2,
        steps: [{ planned: { step: "charge", place: 2 } }],
      });
      const unknown = { ...say(id, "Encore"), planned: { ...planned, step: "nulle-part" } };
      expect(await worker.ask(unknown)).toMatchObject({ code: "step_not_found" });
      const customer = await world.connect("customer");
      expect(await customer.ask({ ...say(id, "Moi"), planned })).toMatchObject({
        code: "forbidden",
      });
    });

    test("N26.6 P5 customers see none, and for another organization there is none", async () => {
      const { id } = await written(world);
      const path = `/v1/procedures/${id}`;
      expect((await world.as("customer", "GET", "/v1/procedures")).body.code).toBe("forbidden");
      expect((await world.as("customer", "GET", path)).body.code).toBe("forbidden");
      expect((await world.as("worker", "POST", "/v1/procedures", content)).body.code).toBe(
        "forbidden",
      );
      expect((await world.as("outsider", "GET", path)).status).not.toBe(200);
    });

    test("N26.7 the timeline tells that a guidance began and how it ended, to nobody else", async () => {
      const { id, caseId } = await world.newTalk();
      const path = `/v1/conversations/${id}/guidance`;
      await world.as("worker", "POST", path);
      const worker = await world.connect("worker");
      await worker.ask(say(id, "Ouvrez le capot"));
      await world.as("customer", "POST", `${path}/leave`, {});
      const timeline = `/v1/cases/${caseId}/timeline`;
      const told = async () =>
        (await world.as<TimelinePage>("customer", "GET", timeline)).body.entries.filter(
          ({ subject }) => subject === "guidance",
        );
      await expect
        .poll(async () => (await told()).map(({ to }) => to), { timeout: 20_000 })
        .toEqual(["started", "left"]);
      expect((await told())[1]?.guidance).toMatchObject({
        conversation_id: id,
        ended: { because: "left", steps: 1, failed_steps: 0 },
      });
      expect((await world.as("stranger", "GET", timeline)).body.code).toBe("forbidden");
      expect((await world.as("outsider", "GET", timeline)).body.code).toBe("not_found");
    });

    test("N26.8 numbers are for the office; a ratio of nothing is null", async () => {
      const path = "/v1/statistics/guidance";
      expect((await world.as("worker", "GET", path)).body.code).toBe("forbidden");
      const none = await world.as<GuidanceStatistics>(
        "admin",
        "GET",
        `${path}?until=2001-01-01T00:00:00Z`,
      );
      expect(none.body.all).toMatchObject({ begun: 0, resolution_rate: null });
    });
  });
}

async function written(world: World): Promise<Procedure> {
  return (await world.as<Procedure>("admin", "POST", "/v1/procedures", content)).body;
}

let said = 0;
const say = (conversation_id: string, text: string) => {
  said += 1;
  return { type: "send", conversation_id, client_id: `procedure-${said}`, text };
};
