import { describe, expect, test } from "vitest";
import { openStream } from "../peers/event-stream.ts";
import type { World } from "../target/world.ts";
import { upTo } from "./3-following.ts";
import { followAlone } from "./6-fleeting.ts";

export function streamRules(world: World): void {
  describe("9. Without WebSockets", () => {
    test("N9.1 hello in a POST is answered by a stream of the same frames", async () => {
      const { id } = await world.newTalk();
      const stream = await world.openStream("customer", {
        subscriptions: [{ conversation_id: id, after: 0 }],
        cases: {},
      });
      expect((await stream.welcomed()).user.id).toBe((await world.who("customer")).id);
      const subscribed = await stream.next("subscribed");
      expect(subscribed.events?.map((event) => event.seq)).toEqual(upTo(subscribed.seq));
      expect((await stream.next("cases")).complete).toBe(true);
      const worker = await world.connect("worker");
      const { seq } = await worker.say(id, "Sans WebSocket");
      await stream.until(id, seq);
    });

    test("N9.1 a token that does not hold is refused, and the stream ends", async () => {
      const stream = await openStream(world.baseUrl, "nonsense");
      expect((await stream.next("refused")).code).toBe("token_invalid");
      expect(await stream.next("bye")).toMatchObject({ reason: "unauthenticated", code: 4401 });
      await stream.ended;
    });

    test("N9.1 a body that is no hello is refused like any other call", async () => {
      for (const body of [{}, { type: "ping" }, { type: "hello", version: "1" }, []]) {
        const answer = await world.post("/v1/stream", body);
        expect(answer).toMatchObject({ status: 400, body: { code: "invalid_body" } });
      }
    });

    test("N9.1 the rules hold: sending, refusals, following, receipts, in order", async () => {
      const { id } = await world.newTalk("stranger");
      const stream = await world.connectStream("stranger");
      const customer = await world.connect("customer");
      await customer.follow(id);
      await stream.follow(id);
      const sent = await stream.say(id, "Par la petite porte", "sse");
      expect(await stream.say(id, "Par la petite porte", "sse")).toEqual(sent);
      const reused = { type: "send", conversation_id: id, client_id: "sse", text: "Autre" };
      expect((await stream.refusal(reused)).code).toBe("client_id_reused");
      expect((await stream.refusal({ type: "shout" })).code).toBe("unknown_frame");
      expect(
        (await stream.refusal({ type: "subscribe", conversation_id: crypto.randomUUID() })).code,
      ).toBe("not_found");
      await stream.until(id, sent.seq);
      const refs = upTo(20).map((index) =>
        stream.put({
          type: "send",
          conversation_id: id,
          client_id: `s${index}`,
          text: String(index),
        }),
      );
      for (const ref of refs) expect((await stream.answerTo(ref)).type).toBe("ack");
      await customer.until(id, sent.seq + 20);
      const texts = customer
        .eventsOf(id)
        .flatMap((event) => (event.type === "message.sent" ? [event.data.text] : []));
      expect(texts.slice(-20)).toEqual(upTo(20).map(String));
      await stream.fence();
    });

    test("N9.1 typing and presence reach a stream, and end with it", async () => {
      const { id } = await world.newTalk();
      const worker = await followAlone(world, id);
      const stream = await world.connectStream("customer", { focused: true });
      const customerId = (await world.who("customer")).id;
      await worker.next("presence", ({ people }) =>
        people.some((one) => one.user_id === customerId && one.focused),
      );
      await stream.follow(id);
      worker.send({ type: "typing", conversation_id: id, active: true });
      expect((await stream.next("typing")).active).toBe(true);
      stream.close();
      await worker.next("presence", ({ people }) =>
        people.some((one) => one.user_id === customerId && !one.reachable),
      );
    });

    test("N9.2 one request brings 1 to 100 frames", async () => {
      const stream = await world.connectStream("customer");
      const frames = Array.from({ length: 100 }, () => ({ type: "ping" }));
      expect(await stream.post(frames)).toMatchObject({ status: 202 });
      for (const _ of frames) await stream.next("pong");
      for (const wrong of [[], [...frames, { type: "ping" }], {}, "ping"]) {
        expect(await stream.post(wrong)).toMatchObject({
          status: 400,
          refusal: { code: "invalid_body" },
        });
      }
      // A bad frame among good ones is refused for itself.
      expect((await stream.post([{ type: "ping" }, 7, { type: "ping" }])).status).toBe(202);
      await stream.next("refused");
      for (const _ of [1, 2]) await stream.next("pong");
    });

    test("N9.2 frames for a stream that is another's, unknown or over are not found", async () => {
      const stream = await world.connectStream("customer");
      const ping = [{ type: "ping" }];
      for (const part of ["worker", "outsider"] as const) {
        const { token } = await world.who(part);
        expect(await stream.post(ping, token)).toMatchObject({
          status: 404,
          refusal: { code: "not_found" },
        });
      }
      const { token } = await world.who("customer");
      expect((await stream.post(ping, token, crypto.randomUUID())).status).toBe(404);
      expect(await stream.post(ping, "nonsense")).toMatchObject({ status: 401 });
      await stream.fence();
      stream.close();
      await stream.ended;
      await until(async () => (await stream.post(ping)).status === 404);
    });

    test("N9.2 a stream is no way round the allowance of frames", async () => {
      const stream = await world.connectStream("customer");
      const frames = Array.from({ length: 100 }, () => ({ type: "focus", focused: true }));
      // Refusals count in a row: the frames must come faster than the allowance grows.
      while (stream.seen("bye").length === 0) {
        await Promise.all(Array.from({ length: 8 }, () => stream.post(frames)));
      }
      expect(await stream.next("bye")).toMatchObject({ reason: "flooding" });
      await stream.ended;
      expect(stream.seen("refused").length).toBeGreaterThanOrEqual(400);
    });
  });
}

/** Asks again until it is so; the test's own time bounds it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()));
}
