import { describe, expect, test } from "vitest";
import type { ConversationEvent, DownFrames } from "@relais/protocol";
import type { Socket } from "../peers/socket.ts";
import type { World } from "../target/world.ts";

export function fleetingRules(world: World): void {
  describe("6. Fleeting things", () => {
    test("N6.1 everybody else who follows hears that somebody types, and that they renew it", async () => {
      const { id } = await world.newTalk();
      const [customer, worker, stranger] = await Promise.all([
        world.connect("customer"),
        world.connect("worker"),
        world.connect("stranger"),
      ]);
      await customer.follow(id);
      await worker.follow(id);
      const user_id = (await world.who("customer")).id;
      const typing = { type: "typing", conversation_id: id };
      for (const active of [true, true, false]) {
        customer.send({ ...typing, active });
        expect(await worker.next("typing")).toEqual({ ...typing, user_id, active });
      }
      await Promise.all([customer.fence(), stranger.fence()]);
      expect(customer.seen("typing")).toEqual([]);
      expect(stranger.seen("typing")).toEqual([]);
    });

    test("N6.1 typing that is not renewed ends by itself, and is never journaled", async () => {
      const { id } = await world.newTalk();
      const customer = await world.connect("customer");
      const worker = await world.connect("worker");
      const { seq } = await worker.follow(id);
      customer.send({ type: "typing", conversation_id: id, active: true });
      expect((await worker.next("typing")).active).toBe(true);
      expect((await worker.next("typing")).active).toBe(false);
      const path = `/v1/conversations/${id}/events?after=0`;
      const { body } = await world.as<{ seq: number; events: ConversationEvent[] }>(
        "worker",
        "GET",
        path,
      );
      expect(body.seq).toBe(seq);
    });

    test("N6.2 presence lists after subscribed who is there, then tells changes", async () => {
      const { id } = await world.newTalk();
      const customerId = (await world.who("customer")).id;
      const workerId = (await world.who("worker")).id;
      const worker = await followAlone(world, id);
      const [first] = worker.seen("presence");
      expect(first?.people.map((one) => one.user_id).sort()).toEqual([customerId, workerId].sort());
      expect(first?.people.find((one) => one.user_id === workerId)?.reachable).toBe(true);
      const order = worker.frames.map((frame) => frame.type);
      expect(order.indexOf("subscribed")).toBeLessThan(order.indexOf("presence"));

      const customer = await world.connect("customer");
      const came = await worker.next("presence", says(id, customerId, { reachable: true }));
      expect(came.people).toMatchObject([{ reachable: true, focused: false }]);
      customer.close();
      const left = await worker.next("presence", says(id, customerId, { reachable: false }));
      expect(left.people).toHaveLength(1);
      expect(Date.parse(left.people[0]?.last_seen_at ?? "")).toBeGreaterThan(0);
    });

    test("N6.2 somebody is there as long as one of their connections lives", async () => {
      const { id } = await world.newTalk();
      const customerId = (await world.who("customer")).id;
      const worker = await followAlone(world, id);
      const phone = await world.connect("customer");
      const desk = await world.connect("customer");
      await worker.next("presence", says(id, customerId, { reachable: true }));
      phone.close();
      await phone.closed();
      const { seq } = await desk.say(id, "Toujours là");
      await worker.until(id, seq);
      await worker.fence();
      expect(worker.unread("presence")).toEqual([]);
      desk.close();
      await worker.next("presence", says(id, customerId, { reachable: false }));
    });

    test("N6.3 a hidden tab is reachable, not focused", async () => {
      const { id } = await world.newTalk();
      const customerId = (await world.who("customer")).id;
      const worker = await followAlone(world, id);
      const customer = await world.connect("customer", { focused: true });
      const tells = (state: object) => worker.next("presence", says(id, customerId, state));
      await tells({ reachable: true, focused: true });
      customer.send({ type: "focus", focused: false });
      await tells({ reachable: true, focused: false });
      customer.send({ type: "focus", focused: true });
      await tells({ reachable: true, focused: true });
      customer.close();
      const { people } = await tells({ reachable: false, focused: false });
      expect(people).toHaveLength(1);
    });

    test("N6.2 nobody hears of people whom they share no conversation with", async () => {
      const { id } = await world.newTalk();
      const outsider = await world.connect("outsider", { cases: {} });
      const customer = await world.connect("customer", { focused: true });
      await customer.follow(id);
      customer.send({ type: "typing", conversation_id: id, active: true });
      await customer.fence();
      customer.close();
      await outsider.fence();
      expect(outsider.seen("presence")).toEqual([]);
      expect(outsider.seen("typing")).toEqual([]);
    });
  });
}

type Presence = DownFrames["presence"];

/** The worker follows, and the customer of the test before has been seen to leave. */
export async function followAlone(world: World, id: string): Promise<Socket> {
  const customerId = (await world.who("customer")).id;
  const worker = await world.connect("worker");
  await worker.follow(id);
  await worker.next("presence", says(id, customerId, { reachable: false }));
  return worker;
}

export function says(id: string, userId: string, state: object) {
  return (frame: Presence | undefined) =>
    frame?.conversation_id === id &&
    frame.people.some(
      (one) =>
        one.user_id === userId &&
        Object.entries(state).every(([key, value]) => one[key as keyof typeof one] === value),
    );
}
