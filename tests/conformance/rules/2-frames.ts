import { describe, expect, test } from "vitest";
import type { ConversationState, Refusal } from "@relais/protocol";
import type { AnyFrame } from "../peers/peer.ts";
import type { World } from "../target/world.ts";
import { expectGoodbye } from "./closes.ts";

export function frameRules(world: World): void {
  describe("2. Frames", () => {
    test("N2.1 a frame of the largest size is taken, one byte more closes the connection", async () => {
      const socket = await world.connect("customer");
      const ping = '{"type":"ping"}'.padEnd(65_536);
      socket.write(ping);
      await socket.next("pong");
      socket.write(`${ping} `);
      expect(await expectGoodbye(socket, "frame_too_large")).not.toHaveProperty("after_ms");
    });

    test("N2.1 a frame far too large closes the connection all the same", async () => {
      const socket = await world.connect("customer");
      socket.write("x".repeat(4_000_000));
      expect((await socket.closed()).code).toBe(4413);
    });

    test("N2.1 a binary frame closes the connection", async () => {
      const socket = await world.connect("customer");
      socket.write(new Uint8Array([1, 2, 3]));
      expect(await expectGoodbye(socket, "protocol_error")).not.toHaveProperty("after_ms");
    });

    test("N2.2 an answer repeats the ref of its request", async () => {
      const { id } = await world.newTalk();
      const socket = await world.connect("customer");
      const ask = { conversation_id: id };
      socket.send({ type: "subscribe", ref: 701, ...ask });
      socket.send({ type: "send", ref: 702, client_id: "a", text: "Bonjour", ...ask });
      socket.send({ type: "send", ref: 703, client_id: "b", text: " ", ...ask });
      socket.send({ type: "watch_cases", ref: 0 });
      socket.send({ type: "unsubscribe", ref: Number.MAX_SAFE_INTEGER, ...ask });
      expect((await socket.answerTo(701)).type).toBe("subscribed");
      expect((await socket.answerTo(702)).type).toBe("ack");
      expect((await socket.answerTo(703)).type).toBe("refused");
      expect((await socket.answerTo(0)).type).toBe("cases");
      expect((await socket.answerTo(Number.MAX_SAFE_INTEGER)).type).toBe("ack");
    });

    test("N2.2 receipts, typing, focus and heartbeats are not answered unless refused", async () => {
      const { id } = await world.newTalk();
      const socket = await world.connect("customer");
      socket.send({ type: "receipt", conversation_id: id, delivered: 1 });
      socket.send({ type: "typing", conversation_id: id, active: true });
      socket.send({ type: "typing", conversation_id: id, active: false });
      socket.send({ type: "focus", focused: true });
      socket.send({ type: "pong" });
      await socket.say(id, "Rien d’autre");
      await socket.fence();
      const types = socket.frames.map((frame) => frame.type);
      expect(types.filter((type) => type !== "counters")).toEqual(["welcome", "ack", "pong"]);
      const stranger = await world.connect("stranger");
      stranger.send({ type: "receipt", conversation_id: id, delivered: 1 });
      expect((await stranger.next("refused")).code).toBe("forbidden");
      stranger.send({ type: "typing", conversation_id: id, active: true });
      expect((await stranger.next("refused")).code).toBe("forbidden");
    });

    test.for([
      ["not JSON", "{", "malformed_json"],
      ["empty", "", "malformed_json"],
      ["a lone word", "bonjour", "malformed_json"],
      ["a number", "12", "invalid_body"],
      ["an array", "[]", "invalid_body"],
      ["null", "null", "invalid_body"],
      ["without a type", "{}", "unknown_frame"],
      ["of an unknown type", '{"type":"shout"}', "unknown_frame"],
      ["of an inherited type", '{"type":"constructor"}', "unknown_frame"],
      ["of a type that is no text", '{"type":["ping"]}', "unknown_frame"],
    ] as const)(
      "N2.3 a frame that is %s is refused, and the connection lives on",
      async (given) => {
        const [, text, code] = given;
        const socket = await world.connect("customer");
        socket.write(text);
        expect((await socket.next("refused")).code).toBe(code);
        await socket.fence();
        socket.close();
      },
    );

    test("N2.3 missing, unknown and misshapen fields are named, and nothing is done", async () => {
      const { id } = await world.newTalk();
      const socket = await world.connect("customer");
      const good = { type: "send", conversation_id: id, client_id: "n23", text: "Bonjour" };
      const wrong: [AnyFrame, string][] = [
        [{ ...good, color: "red" }, "color"],
        [{ ...good, text: undefined }, "text"],
        [{ ...good, text: 7 }, "text"],
        [{ ...good, client_id: "un espace" }, "client_id"],
        [{ ...good, client_id: "" }, "client_id"],
        [{ ...good, client_id: "x".repeat(65) }, "client_id"],
        [{ ...good, conversation_id: "nowhere" }, "conversation_id"],
        [{ type: "subscribe", conversation_id: id, after: -1 }, "after"],
        [{ type: "subscribe", conversation_id: id, after: 1.5 }, "after"],
        [{ type: "subscribe", conversation_id: id, after: "1" }, "after"],
        [{ type: "watch_cases", after: 2 ** 60 }, "after"],
      ];
      for (const [frame, field] of wrong) {
        const refusal = await socket.refusal(frame);
        expect(refusal.code).toBe("invalid_body");
        expect(Object.keys(refusal.fields ?? {})).toContain(field);
      }
      socket.send({ ...good, ref: "one" });
      const refusal = await socket.next("refused");
      expect(refusal.code).toBe("invalid_body");
      expect(refusal.ref).toBeUndefined();
      expect(refusal.fields).toHaveProperty("ref");
      const state = await world.as<ConversationState>("customer", "GET", `/v1/conversations/${id}`);
      expect(state.body.last_number).toBe(1);
    });

    test("N2.3 a hello with an unknown or misshapen field is refused, and may be said again", async () => {
      const { token } = await world.who("customer");
      const socket = await world.open();
      socket.send({ type: "hello", version: 1, token, admin: true });
      expect((await socket.next("refused")).fields).toHaveProperty("admin");
      socket.send({ type: "hello", version: "1", token });
      expect((await socket.next("refused")).fields).toHaveProperty("version");
      const subscriptions = [{ conversation_id: "nowhere" }];
      socket.send({ type: "hello", version: 1, token, subscriptions });
      expect((await socket.next("refused")).fields).toHaveProperty([
        "subscriptions.0.conversation_id",
      ]);
      socket.send({ type: "hello", version: 1, token });
      await socket.next("welcome");
    });

    test("N2.4 frames from the server have no type beyond those of version 1", async () => {
      const { id } = await world.newTalk();
      const socket = await world.connect("customer", { cases: {} });
      await socket.follow(id);
      await socket.say(id, "Bonjour");
      await socket.fence();
      const known =
        "welcome subscribed events ack refused cases counters notified typing presence ping pong bye".split(
          " ",
        );
      for (const frame of socket.frames) expect(known).toContain(frame.type);
    });

    test("N2.5 a refusal says in the language of hello what to do, and whether to try again", async () => {
      const sentences = new Set<string>();
      for (const language of ["fr", "en"]) {
        const socket = await world.connect("customer", { language });
        const refusal = await socket.refusal({
          type: "subscribe",
          conversation_id: crypto.randomUUID(),
        });
        expect(refusal).toMatchObject({ code: "not_found", retry: "never" });
        expect(refusal.message.length).toBeGreaterThan(5);
        sentences.add(refusal.message);
        socket.close();
      }
      expect(sentences.size).toBe(2);
      const silent = await world.connect("customer");
      const { message } = await silent.refusal({ type: "shout" });
      expect(message).toMatch(/trame/);
    });

    test("N2.6 ten thousand frames in a second: each refused with a pause, then cut off", async () => {
      const socket = await world.connect("customer");
      for (let ref = 1; ref <= 10_000; ref += 1) {
        socket.write(`{"type":"unsubscribe","ref":${ref},"conversation_id":"${nowhere}"}`);
      }
      const bye = await expectGoodbye(socket, "flooding");
      expect(bye.reconnect).toBe(true);
      const acks = socket.seen("ack");
      const refused = socket.seen("refused");
      // The burst passes, and what flows in while it is being read; nothing is passed over in silence.
      expect(acks.length).toBeGreaterThanOrEqual(190);
      expect(acks.length).toBeLessThan(1_000);
      expect(refused.length).toBeGreaterThanOrEqual(400);
      for (const { code, retry, retry_after_ms } of refused) {
        expect(code).toBe("too_many_requests");
        expect(retry).toBe("later");
        expect(retry_after_ms).toBeGreaterThan(0);
      }
      const answered = new Set([...acks, ...refused].map((frame) => frame.ref));
      expect(answered.size).toBe(acks.length + refused.length);
      // What was granted in the very moment of the cut has no answer any more.
      const last = Math.max(...refused.map((frame) => frame.ref ?? 0));
      expect(last - answered.size).toBeLessThan(10);
    });

    test("N2.6 a flood of one person leaves the others alone", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      const flood = await world.connect("customer");
      for (let count = 0; count < 10_000; count += 1) flood.write("{");
      expect((await worker.say(id, "Toujours là")).number).toBe(2);
      await expectGoodbye(flood, "flooding");
      await worker.fence();
    });

    test("N2.6 a burst within the allowance is answered frame by frame", async () => {
      const socket = await world.connect("worker");
      const refs = Array.from({ length: 190 }, () =>
        socket.put({ type: "unsubscribe", conversation_id: nowhere }),
      );
      for (const ref of refs) expect((await socket.answerTo(ref)).type).toBe("ack");
    });

    test("N2.7 frames are handled in the order of arrival", async () => {
      const { id } = await world.newTalk();
      const socket = await world.connect("customer");
      const conversation_id = id;
      const first = socket.put({ type: "subscribe", conversation_id });
      const second = socket.put({ type: "unsubscribe", conversation_id });
      const third = socket.put({ type: "subscribe", conversation_id, after: 0 });
      const fourth = socket.put({ type: "unsubscribe", conversation_id });
      for (const [ref, type] of [
        [first, "subscribed"],
        [second, "ack"],
        [third, "subscribed"],
        [fourth, "ack"],
      ] as const) {
        expect((await socket.answerTo(ref)).type).toBe(type);
      }
      const refs = socket.frames.flatMap((frame) => ("ref" in frame ? [frame.ref] : []));
      expect(refs).toEqual([first, second, third, fourth]);
      const worker = await world.connect("worker");
      await worker.say(id, "Personne n’écoute");
      await socket.fence();
      expect(socket.eventsOf(id)).toEqual([]);
    });

    test("the same refusals leave HTTP, with the status of the table", async () => {
      const { id } = await world.newTalk();
      const { token } = await world.who("customer");
      const path = `/v1/conversations/${id}/messages`;
      const broken = await fetch(world.baseUrl + path, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: "{",
      });
      expect(broken.status).toBe(400);
      expect(((await broken.json()) as Refusal).code).toBe("malformed_json");
      for (const [body, status, code] of [
        [{ text: "Bonjour", color: "red" }, 400, "invalid_body"],
        [{}, 400, "invalid_body"],
        [{ text: " " }, 400, "text_empty"],
        [{ text: "x".repeat(4_001) }, 400, "text_too_long"],
        [{ text: "a\u202eb" }, 400, "text_forbidden_character"],
      ] as const) {
        expect(await world.as("customer", "POST", path, body)).toMatchObject({
          status,
          body: { code },
        });
      }
    });
  });
}

const nowhere = "0197c3de-0000-7000-8000-000000000000";
