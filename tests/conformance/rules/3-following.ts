import { describe, expect, test } from "vitest";
import { type ConversationEvent, type ConversationState, fold, type Sent } from "@relais/protocol";
import type { Socket } from "../peers/socket.ts";
import type { World } from "../target/world.ts";

export function followingRules(world: World): void {
  describe("3. Following a conversation", () => {
    test("N3.1 without a position a snapshot comes, with one what happened since", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      const before = await worker.say(id, "J’arrive");
      const socket = await world.connect("customer");
      const fresh = await socket.follow(id);
      expect(fresh.events).toBeUndefined();
      expect(fresh.snapshot?.messages.at(-1)).toMatchObject({ text: "J’arrive" });
      expect(fresh.snapshot?.seq).toBe(fresh.seq);
      const since = await socket.follow(id, before.seq - 1);
      expect(since.snapshot).toBeUndefined();
      expect(since.events?.[0]).toMatchObject({ seq: before.seq, type: "message.sent" });
    });

    test("N3.1 subscriptions named in hello are answered each for itself", async () => {
      const [one, two] = [await world.newTalk(), await world.newTalk()];
      const unknown = crypto.randomUUID();
      const socket = await world.connect("customer", {
        subscriptions: [
          { conversation_id: one.id },
          { conversation_id: unknown },
          { conversation_id: two.id, after: 0 },
        ],
      });
      expect((await socket.next("subscribed", about(one.id))).snapshot?.conversation_id).toBe(
        one.id,
      );
      expect((await socket.next("refused", about(unknown))).code).toBe("not_found");
      const second = await socket.next("subscribed", about(two.id));
      expect(second.events?.map((event) => event.seq)).toEqual(upTo(second.seq));
      const worker = await world.connect("worker");
      for (const talk of [one, two]) {
        const { seq } = await worker.say(talk.id, "Vous m’entendez ?");
        await socket.until(talk.id, seq);
      }
    });

    test("N3.2 events lead from the position to the head without a gap", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      for (const text of ["un", "deux", "trois"]) await worker.say(id, text);
      const socket = await world.connect("customer");
      const { seq } = await socket.follow(id);
      for (let after = 0; after <= seq; after += 1) {
        const answer = await socket.follow(id, after);
        expect(answer.events?.map((event) => event.seq)).toEqual(upTo(answer.seq).slice(after));
      }
    });

    test("N3.3 live events follow what subscribed told, each position once, in order (P3)", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      const socket = await world.connect("customer");
      const { seq } = await socket.follow(id);
      await Promise.all(upTo(30).map((index) => worker.say(id, String(index))));
      await socket.until(id, seq + 30);
      expect(seqsOf(socket, id)).toEqual(upTo(seq + 30).slice(seq));
    });

    test("N3.3 nothing is missing or doubled when following begins while others write (P3)", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      const late = await Promise.all(Array.from({ length: 8 }, () => world.connect("customer")));
      const starts: Promise<{ socket: Socket; seq: number }>[] = [];
      const written: Promise<Sent>[] = [];
      for (const [index, socket] of late.entries()) {
        for (let count = 0; count < 8; count += 1) written.push(worker.say(id, "…"));
        // Some from a snapshot, some from the beginning.
        const start = socket.follow(id, index % 2 === 0 ? undefined : 1);
        starts.push(start.then(({ seq }) => ({ socket, seq })));
        await worker.fence();
      }
      const last = Math.max(...(await Promise.all(written)).map(({ seq }) => seq));
      for (const { socket, seq } of await Promise.all(starts)) {
        if (seq < last) await socket.until(id, last);
        expect(seqsOf(socket, id)).toEqual(upTo(last).slice(seq));
        socket.close();
      }
    });

    test("N3.3 a returning client is given what it missed, then live events (P3)", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      const first = await world.connect("customer");
      const { seq } = await first.follow(id);
      const heard = await worker.say(id, "Entendu");
      await first.until(id, heard.seq);
      first.close();
      await worker.say(id, "Manqué");
      const missed = await worker.say(id, "Manqué aussi");
      const second = await world.connect("customer", {
        subscriptions: [{ conversation_id: id, after: heard.seq }],
      });
      const subscribed = await second.next("subscribed");
      const live = await worker.say(id, "En direct");
      await second.until(id, live.seq);
      const all = [...first.eventsOf(id), ...(subscribed.events ?? []), ...second.eventsOf(id)].map(
        (event) => event.seq,
      );
      expect(subscribed.seq).toBeGreaterThanOrEqual(missed.seq);
      expect(all).toEqual(upTo(live.seq).slice(seq));
    });

    test("N3.4 positions are dense from 1, over HTTP as well", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      await worker.say(id, "Bonjour");
      worker.send({ type: "receipt", conversation_id: id, read: 2 });
      const { seq } = await worker.say(id, "Bonsoir");
      const page = await world.as<{ events: ConversationEvent[]; seq: number }>(
        "customer",
        "GET",
        `/v1/conversations/${id}/events?after=0`,
      );
      expect(page.body.seq).toBeGreaterThanOrEqual(seq);
      expect(page.body.events.map((event) => event.seq)).toEqual(upTo(page.body.seq));
      const numbers = page.body.events.flatMap((event) =>
        event.type === "message.sent" ? [event.data.number] : [],
      );
      expect(numbers).toEqual(upTo(numbers.length));
    });

    test("N3.5 a position from the future is refused, over HTTP alike", async () => {
      const { id } = await world.newTalk();
      const socket = await world.connect("customer");
      const { seq } = await socket.follow(id);
      for (const after of [seq + 1, seq + 1_000, Number.MAX_SAFE_INTEGER]) {
        const refusal = await socket.refusal({ type: "subscribe", conversation_id: id, after });
        expect(refusal).toMatchObject({ code: "cursor_ahead", retry: "never" });
        const path = `/v1/conversations/${id}/events?after=${after}`;
        expect(await world.as("customer", "GET", path)).toMatchObject({
          status: 409,
          body: { code: "cursor_ahead" },
        });
      }
    });

    test("N3.5 an unknown conversation and one of another organization are alike", async () => {
      const { id } = await world.newTalk();
      const outsider = await world.connect("outsider");
      const answers = [];
      for (const conversation_id of [id, crypto.randomUUID()]) {
        const { ref: _, ...refusal } = await outsider.refusal({
          type: "subscribe",
          conversation_id,
        });
        answers.push(refusal);
        expect(refusal.code).toBe("not_found");
        for (const after of [0, 1, 1_000_000]) {
          const there = await outsider.refusal({ type: "subscribe", conversation_id, after });
          expect(there.code).toBe("not_found");
        }
      }
      expect(answers[0]).toEqual(answers[1]);
    });

    test("N3.5 somebody of another organization can do nothing with its id", async () => {
      const { id, caseId } = await world.newTalk();
      const worker = await world.connect("worker");
      const before = await worker.follow(id);
      const outsider = await world.connect("outsider", { cases: {} });
      const conversation_id = id;
      expect(
        await outsider.refusal({ type: "send", conversation_id, client_id: "x", text: "Coucou" }),
      ).toMatchObject({ code: "not_found" });
      outsider.send({ type: "receipt", conversation_id, read: 1 });
      expect((await outsider.next("refused")).code).toBe("not_found");
      outsider.send({ type: "typing", conversation_id, active: true });
      expect((await outsider.next("refused")).code).toBe("not_found");
      for (const [method, path, body] of strangeCalls(id, caseId)) {
        expect(await world.as("outsider", method, path, body), `${method} ${path}`).toMatchObject({
          status: 404,
          body: { code: "not_found" },
        });
      }
      const { seq } = await worker.say(id, "Rien ne s’est passé");
      expect(seq).toBe(before.seq + 1);
      await outsider.fence();
      expect(
        JSON.stringify(outsider.frames.filter((frame) => frame.type !== "refused")),
      ).not.toMatch(id);
    });

    test("N3.5 a stranger of the same organization is forbidden", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      const before = await worker.follow(id);
      const stranger = await world.connect("stranger");
      const conversation_id = id;
      expect((await stranger.refusal({ type: "subscribe", conversation_id })).code).toBe(
        "forbidden",
      );
      expect(
        (await stranger.refusal({ type: "subscribe", conversation_id, after: before.seq })).code,
      ).toBe("forbidden");
      expect(
        await stranger.refusal({ type: "send", conversation_id, client_id: "x", text: "Coucou" }),
      ).toMatchObject({ code: "forbidden" });
      for (const [method, path, body] of conversationCalls(id)) {
        expect(await world.as("stranger", method, path, body), `${method} ${path}`).toMatchObject({
          status: 403,
          body: { code: "forbidden" },
        });
      }
      const { seq } = await worker.say(id, "Entre nous");
      expect(seq).toBe(before.seq + 1);
      await stranger.fence();
      expect(stranger.eventsOf(id)).toEqual([]);
    });

    test("N3.5 an admin of the organization reads along, and does not write", async () => {
      const { id } = await world.newTalk();
      const admin = await world.connect("admin");
      const { snapshot } = await admin.follow(id);
      const adminId = (await world.who("admin")).id;
      expect(snapshot?.participants.map((person) => person.id)).not.toContain(adminId);
      const send = { type: "send", conversation_id: id, client_id: "x", text: "Coucou" };
      expect((await admin.refusal(send)).code).toBe("forbidden");
    });

    test("N3.6 subscribing again replaces the earlier subscription", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      const socket = await world.connect("customer");
      await socket.follow(id);
      const again = await socket.follow(id, 1);
      expect(again.events?.map((event) => event.seq)).toEqual(upTo(again.seq).slice(1));
      const { seq } = await worker.say(id, "Une seule fois");
      await socket.until(id, seq);
      await socket.fence();
      expect(seqsOf(socket, id)).toEqual([seq]);
    });

    test("N3.6 subscriptions asked at once are all answered, and the last one holds", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      const socket = await world.connect("customer");
      const refs = [undefined, 0, undefined, 1].map((after) =>
        socket.put({
          type: "subscribe",
          conversation_id: id,
          ...(after !== undefined && { after }),
        }),
      );
      const written = worker.say(id, "Pendant ce temps");
      const answers = [];
      for (const ref of refs) answers.push(await socket.answerTo(ref));
      expect(answers.map(({ type }) => type)).toEqual(Array(4).fill("subscribed"));
      const head = (await written).seq;
      const { seq } = await worker.say(id, "Et après");
      await socket.until(id, seq);
      await socket.fence();
      const index = socket.frames.findLastIndex((frame) => frame.type === "subscribed");
      const after = socket.frames
        .slice(index)
        .flatMap((frame) => (frame.type === "events" ? frame.events.map((one) => one.seq) : []));
      const told = socket.seen("subscribed").at(-1)?.seq ?? 0;
      expect(after).toEqual(upTo(seq).slice(told));
      expect(seq).toBeGreaterThan(head);
    });

    test("N3.6 unsubscribe is answered, and nothing comes any more", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      const socket = await world.connect("customer");
      await socket.follow(id);
      expect((await socket.ask({ type: "unsubscribe", conversation_id: id })).type).toBe("ack");
      await worker.say(id, "Tout seul");
      await socket.fence();
      expect(socket.eventsOf(id)).toEqual([]);
      expect((await socket.ask({ type: "unsubscribe", conversation_id: id })).type).toBe("ack");
    });

    test("N3.6 hello names at most 500 conversations", async () => {
      const socket = await world.open();
      const subscriptions = Array.from({ length: 501 }, () => ({
        conversation_id: crypto.randomUUID(),
      }));
      const { token } = await world.who("customer");
      socket.send({ type: "hello", version: 1, token, subscriptions });
      expect(await socket.next("refused")).toMatchObject({ code: "invalid_body" });
      socket.send({ type: "hello", version: 1, token, subscriptions: subscriptions.slice(1) });
      await socket.next("welcome");
      for (let count = 0; count < 500; count += 1) {
        expect((await socket.next("refused")).code).toBe("not_found");
      }
    });

    test("N3.7 a snapshot and the events after it make the later snapshot (P4)", async () => {
      const { id, caseId } = await world.newTalk();
      const worker = await world.connect("worker");
      const customer = await world.connect("customer");
      const { snapshot } = await customer.follow(id);
      if (snapshot === undefined) throw new Error("no snapshot");
      await worker.say(id, "Je pars");
      worker.send({ type: "receipt", conversation_id: id, read: 1 });
      await world.as("worker", "POST", `/v1/cases/${caseId}/status`, { status: "en_route" });
      const { number } = await worker.say(id, "Dix minutes");
      customer.send({ type: "receipt", conversation_id: id, delivered: number, read: number - 1 });
      await customer.say(id, "Merci");
      await worker.say(id, "Je suis là");
      const later = await world.as<ConversationState>("customer", "GET", `/v1/conversations/${id}`);
      const { seq } = later.body;
      await customer.until(id, seq);
      const events = customer.eventsOf(id).filter((event) => event.seq <= seq);
      // The rule names the function, so this is the one thing of the product that is called here.
      const folded = fold(snapshot, events);
      expect(folded).toEqual(later.body);
    });

    test("N3.8 an events frame is the same bytes for every listener", async () => {
      const { id } = await world.newTalk();
      const parts = ["customer", "customer", "worker", "admin"] as const;
      const listeners = await Promise.all(parts.map((part) => world.connect(part)));
      for (const socket of listeners) await socket.follow(id);
      const [writer] = listeners;
      const { seq } = (await writer?.say(id, "Pour tout le monde, 👩🏽‍🔧 aussi")) ?? { seq: 0 };
      const frames = new Set<string>();
      for (const socket of listeners) {
        await socket.until(id, seq);
        const text = socket.texts.find(
          (one) => one.includes('"type":"events"') && one.includes(`"seq":${seq},`),
        );
        frames.add(text ?? "missing");
        socket.close();
      }
      expect([...frames]).toHaveLength(1);
    });
  });
}

function about(id: string) {
  return (frame: { conversation_id?: string | undefined }) => frame.conversation_id === id;
}

/** 1, 2, … up to a position. */
export function upTo(seq: number): number[] {
  return Array.from({ length: seq }, (_, index) => index + 1);
}

function seqsOf(socket: Socket, conversationId: string): number[] {
  return socket.eventsOf(conversationId).map((event) => event.seq);
}

function conversationCalls(id: string): [string, string, unknown?][] {
  return [
    ["GET", `/v1/conversations/${id}`],
    ["GET", `/v1/conversations/${id}/messages`],
    ["GET", `/v1/conversations/${id}/events?after=0`],
    ["POST", `/v1/conversations/${id}/messages`, { text: "Coucou", client_id: "x" }],
    ["POST", `/v1/conversations/${id}/receipts`, { read: 1 }],
  ];
}

function strangeCalls(id: string, caseId: string): [string, string, unknown?][] {
  return [
    ...conversationCalls(id),
    ["GET", `/v1/cases/${caseId}`],
    ["POST", `/v1/cases/${caseId}/accept`],
    ["POST", `/v1/cases/${caseId}/status`, { status: "cancelled" }],
  ];
}
