import { describe, expect, test } from "vitest";
import type { Refusal, Sent } from "@relais/protocol";
import { pause } from "../peers/peer.ts";
import type { Socket } from "../peers/socket.ts";
import { StalledSocket } from "../peers/stalled-socket.ts";
import { readHistory as history } from "../target/history.ts";
import type { Talk, World } from "../target/world.ts";
import { upTo } from "./3-following.ts";
import { followAlone, says } from "./6-fleeting.ts";

/** Tests that use up what a person may send: they come after all that count on it. */
export function exhaustingRules(world: World): void {
  describe("Much at once", () => {
    test("N3.2 who is more than 500 events behind receives a snapshot", async () => {
      const talk = await world.newTalk();
      const { socket, seq } = await makeEvents(world, talk, 505);
      const far = await socket.follow(talk.id, seq - 501);
      expect(far.events).toBeUndefined();
      expect(far.snapshot?.seq).toBe(far.seq);
      const near = await socket.follow(talk.id, seq - 500);
      expect(near.snapshot).toBeUndefined();
      expect(near.events?.length).toBeGreaterThanOrEqual(500);
    });

    test("N4.6 the allowance holds over HTTP as well, and says when to come back", async () => {
      const { id } = await world.newTalk();
      const path = `/v1/conversations/${id}/messages`;
      const answers = await Promise.all(
        upTo(160).map((index) =>
          world.as<Sent | Refusal>("customer", "POST", path, { text: String(index) }),
        ),
      );
      const refused = answers.filter(({ status }) => status !== 201);
      expect(refused.length).toBeGreaterThan(10);
      for (const { status, headers, body } of refused) {
        expect({ status, body }).toMatchObject({
          status: 429,
          body: { code: "too_many_requests", retry: "later" },
        });
        expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
      }
    });

    test("N4.6 beyond the allowance of a person, over all devices, a message is refused for later", async () => {
      const { id } = await world.newTalk();
      const sockets: Socket[] = [];
      for (let device = 0; device < 3; device += 1) sockets.push(await world.connect("worker"));
      const before = (await history(world, id)).length;
      const refs = sockets.flatMap((socket, device) =>
        upTo(60).map((index) => ({
          socket,
          text: `${device}-${index}`,
          ref: socket.put({
            type: "send",
            conversation_id: id,
            client_id: `r${device}-${index}`,
            text: `${device}-${index}`,
          }),
        })),
      );
      const answers = [];
      for (const sent of refs) {
        answers.push({ ...sent, answer: await sent.socket.answerTo(sent.ref) });
      }
      const stored = answers.filter(({ answer }) => answer.type === "ack").map(({ text }) => text);
      const refused = answers.filter(({ answer }) => answer.type === "refused");
      expect(refused.length).toBeGreaterThan(20);
      for (const { answer } of refused) {
        expect(answer).toMatchObject({ code: "too_many_requests", retry: "later" });
        expect(answer).toHaveProperty("retry_after_ms", expect.any(Number));
      }
      const others = await world.connect("customer");
      await others.say(id, "Les autres écrivent toujours");
      // Later, the same message is taken.
      const [again] = refused;
      await again?.socket.say(id, again.text, `r${again.text}`);
      const texts = (await history(world, id)).slice(before).map(({ text }) => text);
      for (const text of stored) expect(texts.filter((one) => one === text)).toHaveLength(1);
      for (const { text } of refused.slice(1)) expect(texts).not.toContain(text);
      expect(texts).toContain(again?.text);
    });

    test("N8.4 a reader that never reads is cut off with 4508, and recovers by catch-up", async () => {
      const { id } = await world.newTalk();
      const watcher = await followAlone(world, id);
      const stalled = await StalledSocket.open(world.baseUrl);
      const { id: userId, token } = await world.who("customer");
      stalled.send({ type: "hello", version: 1, token, subscriptions: [{ conversation_id: id }] });
      await watcher.next("presence", says(id, userId, { reachable: true }));
      const isThere = () =>
        !says(id, userId, { reachable: false })(watcher.seen("presence").at(-1));

      // 28 KB a message, as heavy as they may be, until there is no more room anywhere.
      const heavy = { text: "👩🏽‍🔧".repeat(1_900) };
      let last = 0;
      for (let count = 1; isThere(); count += 1) {
        const part = count % 2 === 0 ? "customer" : "worker";
        const path = `/v1/conversations/${id}/messages`;
        const answer = await world.as<Sent & Refusal>(part, "POST", path, heavy);
        if (answer.status === 201) last = answer.body.seq;
        else await pause(answer.body.retry_after_ms ?? 0);
      }
      const { frames, code } = await stalled.readToEnd();
      // The code may not get through to somebody who looks too late; another one never does.
      expect(code ?? 4508).toBe(4508);
      await watcher.until(id, last);

      const seqs = frames.flatMap((frame) =>
        frame.type === "events" ? frame.events.map((event) => event.seq) : [],
      );
      const begun = frames.find((frame) => frame.type === "subscribed");
      const from = begun?.type === "subscribed" ? begun.seq : 0;
      const reached = seqs.at(-1) ?? from;
      expect(seqs).toEqual(upTo(reached).slice(from));
      expect(reached).toBeLessThan(last);
      const back = await world.connect("customer");
      const rest = await back.follow(id, reached);
      expect(rest.events?.map((event) => event.seq)).toEqual(upTo(rest.seq).slice(reached));
      expect(rest.seq).toBeGreaterThanOrEqual(last);
    });
  });
}

/**
 * Makes a journal of at least `count` events: of each message, four steps of two people who receive and
 * read it, one after the other so that none are merged.
 */
async function makeEvents(world: World, { id }: Talk, count: number) {
  let socket = await world.connect("customer");
  let { seq, snapshot } = await socket.follow(id);
  let number = snapshot?.last_number ?? 0;
  while (seq < count) {
    // A connection has an allowance of frames; this job needs several.
    socket.close();
    socket = await world.connect("customer");
    const other = await world.connect("worker");
    await socket.follow(id);
    await other.follow(id);
    for (let round = 0; round < 40 && seq < count; round += 1) {
      ({ seq, number } = await (round % 2 === 0 ? socket : other).say(id, "encore"));
      for (const step of [{ delivered: number }, { read: number }]) {
        for (const peer of [socket, other]) {
          peer.send({ type: "receipt", conversation_id: id, ...step });
          seq += 1;
          await peer.until(id, seq);
        }
      }
    }
    other.close();
  }
  return { socket, seq };
}
