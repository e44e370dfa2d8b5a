import type { ConversationEvent, ConversationState, Guidance, Sent } from "@relais/protocol";
import { describe, expect, test } from "vitest";
import type { World } from "../target/world.ts";

export function guidanceRules(world: World): void {
  describe("21. Guidance", () => {
    test("N21.1 one guidance a conversation, begun by those who do the work", async () => {
      const { id } = await world.newTalk();
      const path = `/v1/conversations/${id}/guidance`;
      expect((await world.as("customer", "POST", path)).body.code).toBe("forbidden");
      const begun = await world.as<Guidance>("worker", "POST", path);
      expect([begun.status, begun.body.number, begun.body.steps]).toEqual([201, 1, []]);
      expect((await world.as("worker", "POST", path)).body.code).toBe("guidance_active");
    });

    test("N21.2 a message by the socket is the next instruction, numbered over the sessions", async () => {
      const { id } = await guided(world);
      const worker = await world.connect("worker");
      await worker.ask(say(id, "Ouvrez le capot"));
      expect(await stepsOf(world, id)).toMatchObject([{ number: 1, text: "Ouvrez le capot" }]);
      await end(world, id);
      await world.as("worker", "POST", `/v1/conversations/${id}/guidance`);
      await worker.ask(say(id, "Fermez-le"));
      expect(await stepsOf(world, id)).toMatchObject([{ number: 2 }]);
    });

    test("N21.3 the next step waits for the answer to this one", async () => {
      const { id } = await guided(world);
      const worker = await world.connect("worker");
      await worker.ask(say(id, "Ouvrez le capot"));
      expect(await worker.ask(say(id, "Tirez"))).toMatchObject({ code: "step_unanswered" });
      await answer(world, id, "help");
      expect(await worker.ask(say(id, "La manette noire"))).toMatchObject({ type: "ack" });
      expect(await stepsOf(world, id)).toMatchObject([
        { result: "help", closed_at: expect.any(String) as string },
        { result: null, closed_at: null },
      ]);
    });

    test("N21.4 the person guided writes only after a call for help, and leaves at any time", async () => {
      const { id } = await guided(world);
      const worker = await world.connect("worker");
      const customer = await world.connect("customer");
      expect(await customer.ask(say(id, "Alors ?"))).toMatchObject({
        code: "guidance_writing",
        retry: "never",
      });
      await worker.ask(say(id, "Ouvrez le capot"));
      await answer(world, id, "help");
      expect(await customer.ask(say(id, "Où ?"))).toMatchObject({ type: "ack" });
      const leave = `/v1/conversations/${id}/guidance/leave`;
      expect((await world.as("worker", "POST", leave, {})).body.code).toBe("forbidden");
      expect((await world.as("customer", "POST", leave, {})).status).toBe(204);
      expect(await customer.ask(say(id, "Merci"))).toMatchObject({ type: "ack" });
    });

    test("N21.5 only the person guided answers, once; a retry is the same answer", async () => {
      const { id } = await guided(world);
      const worker = await world.connect("worker");
      await worker.ask(say(id, "Ouvrez le capot"));
      const [step] = await stepsOf(world, id);
      const body = { text: "", client_id: "fait", step: { id: step?.id, result: "done" } };
      const path = `/v1/conversations/${id}/messages`;
      expect((await world.as("worker", "POST", path, body)).body.code).toBe("forbidden");
      const first = await world.as<Sent>("customer", "POST", path, body);
      expect(first.status).toBe(201);
      expect((await world.as<Sent>("customer", "POST", path, body)).body).toEqual(first.body);
      const other = { ...body, client_id: "autre", step: { id: step?.id, result: "failed" } };
      expect((await world.as("customer", "POST", path, other)).body.code).toBe("step_closed");
      const again = await world.as<Sent>("customer", "POST", path, { ...body, client_id: "deux" });
      expect(again.body).toEqual(first.body);
    });

    test("N21.6 a case that ends ends its guidance first, as an event of its own", async () => {
      const { id, caseId } = await guided(world);
      await world.as("worker", "POST", `/v1/cases/${caseId}/status`, { status: "cancelled" });
      const path = `/v1/conversations/${id}/events?after=0`;
      const { events } = (await world.as<{ events: ConversationEvent[] }>("customer", "GET", path))
        .body;
      const types = events.map(({ type }) => type);
      expect(types).toContain("guidance.ended");
      expect(types.indexOf("guidance.ended")).toBeLessThan(types.lastIndexOf("case.changed"));
    });

    test("N21.7 the record names every session, step, answer and time", async () => {
      const { id } = await guided(world);
      const worker = await world.connect("worker");
      await worker.ask(say(id, "Ouvrez le capot"));
      await answer(world, id, "failed");
      await end(world, id);
      const { sessions } = (
        await world.as<{ sessions: unknown[] }>(
          "customer",
          "GET",
          `/v1/conversations/${id}/guidance`,
        )
      ).body;
      expect(sessions).toMatchObject([
        { number: 1, ended_because: "solved", steps: [{ number: 1, result: "failed" }] },
      ]);
    });
  });
}

async function guided(world: World) {
  const talk = await world.newTalk();
  await world.as("worker", "POST", `/v1/conversations/${talk.id}/guidance`);
  return talk;
}

let said = 0;
const say = (conversation_id: string, text: string) => {
  said += 1;
  return { type: "send", conversation_id, client_id: `guidance-${said}`, text };
};

async function stepsOf(world: World, id: string) {
  const path = `/v1/conversations/${id}`;
  const { body } = await world.as<ConversationState>("customer", "GET", path);
  return body.guidance?.steps ?? [];
}

async function answer(world: World, id: string, result: string) {
  const step = (await stepsOf(world, id)).at(-1);
  const body = { text: "", step: { id: step?.id, result } };
  await world.as("customer", "POST", `/v1/conversations/${id}/messages`, body);
}

async function end(world: World, id: string) {
  await world.as("worker", "POST", `/v1/conversations/${id}/guidance/end`, { solved: true });
}
