import { describe, expect, test } from "vitest";
import type { ConversationEvent, ConversationState } from "@relais/protocol";
import type { Socket } from "../peers/socket.ts";
import type { World } from "../target/world.ts";

export function receiptRules(world: World): void {
  describe("5. Receipts", () => {
    test("N5.1 receipts say how far somebody has come; read implies delivered", async () => {
      const { id, worker, customer, workerId } = await pair(world);
      worker.send({ type: "receipt", conversation_id: id, delivered: 2 });
      expect(await nextAdvance(customer, id, workerId)).toMatchObject({ delivered: 2, read: 0 });
      worker.send({ type: "receipt", conversation_id: id, read: 3 });
      expect(await nextAdvance(customer, id, workerId)).toMatchObject({ delivered: 3, read: 3 });
      expect((await state(world, id)).receipts[workerId]).toMatchObject({ delivered: 3, read: 3 });
    });

    test("N5.1 a step back or a repetition changes nothing", async () => {
      const { id, worker, customer, workerId } = await pair(world);
      worker.send({ type: "receipt", conversation_id: id, read: 3 });
      await nextAdvance(customer, id, workerId);
      for (const step of [{ read: 1 }, { delivered: 2 }, { read: 3 }, { read: 0 }, {}]) {
        worker.send({ type: "receipt", conversation_id: id, ...step });
      }
      await worker.fence();
      const { seq } = await worker.say(id, "Après");
      await customer.until(id, seq);
      expect(advancesIn(customer, id)).toHaveLength(1);
      expect((await state(world, id)).receipts[workerId]).toMatchObject({ delivered: 3, read: 3 });
    });

    test("N5.1 receipts told over HTTP are the same", async () => {
      const { id, customer, workerId } = await pair(world);
      const path = `/v1/conversations/${id}/receipts`;
      expect((await world.as("worker", "POST", path, { read: 2 })).status).toBe(204);
      expect(await nextAdvance(customer, id, workerId)).toMatchObject({ delivered: 2, read: 2 });
      expect((await world.as("worker", "POST", path, { read: 1 })).status).toBe(204);
      expect((await state(world, id)).receipts[workerId]).toMatchObject({ delivered: 2, read: 2 });
    });

    test("N5.2 an advance is an event with absolute values, for everybody who follows", async () => {
      const { id, worker, customer, workerId } = await pair(world);
      await worker.follow(id);
      worker.send({ type: "receipt", conversation_id: id, delivered: 3, read: 2 });
      const mine = await nextAdvance(worker, id, workerId);
      expect(mine).toEqual({ user_id: workerId, delivered: 3, read: 2 });
      expect(await nextAdvance(customer, id, workerId)).toEqual(mine);
    });

    test("N5.2 a claim beyond the newest message counts as the newest", async () => {
      const { id, worker, customer, workerId } = await pair(world);
      worker.send({ type: "receipt", conversation_id: id, read: Number.MAX_SAFE_INTEGER });
      expect(await nextAdvance(customer, id, workerId)).toMatchObject({ delivered: 3, read: 3 });
      const { number } = await customer.say(id, "Pas encore lu");
      expect((await state(world, id)).receipts[workerId]).toMatchObject({ delivered: 3, read: 3 });
      worker.send({ type: "receipt", conversation_id: id, read: number });
      expect(await nextAdvance(customer, id, workerId)).toMatchObject({ read: number });
    });

    test("N5.1 an admin who looks in leaves no receipt", async () => {
      const { id } = await pair(world);
      const admin = await world.connect("admin");
      await admin.follow(id);
      admin.send({ type: "receipt", conversation_id: id, read: 2 });
      expect((await admin.next("refused")).code).toBe("forbidden");
      expect((await state(world, id)).receipts).not.toHaveProperty((await world.who("admin")).id);
    });
  });
}

/** A customer who follows, a worker who does not, and three messages between them. */
async function pair(world: World) {
  const { id } = await world.newTalk();
  const worker = await world.connect("worker");
  const customer = await world.connect("customer");
  await customer.say(id, "Bonjour");
  await customer.say(id, "Vous êtes là ?");
  await customer.follow(id);
  return { id, worker, customer, workerId: (await world.who("worker")).id };
}

async function nextAdvance(socket: Socket, id: string, userId: string) {
  const isIt = (event: ConversationEvent) =>
    event.type === "receipt.advanced" && event.data.user_id === userId;
  const frame = await socket.next(
    "events",
    ({ conversation_id, events }) => conversation_id === id && events.some(isIt),
  );
  return frame.events.find(isIt)?.data;
}

function advancesIn(socket: Socket, id: string): ConversationEvent[] {
  return socket.eventsOf(id).filter((event) => event.type === "receipt.advanced");
}

async function state(world: World, id: string): Promise<ConversationState> {
  return (await world.as<ConversationState>("customer", "GET", `/v1/conversations/${id}`)).body;
}
