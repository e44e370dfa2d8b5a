import { randomUUID } from "node:crypto";
import type { ConversationEvent } from "@relais/protocol";
import { describe, expect, test } from "vitest";
import type { World } from "../target/world.ts";

export function briefRules(world: World): void {
  describe("22. Brief frames", () => {
    test("N22.1 N22.2 who asks is told the same in few bytes, everybody else in full", async () => {
      const { id, brief, full, worker } = await pair(world);
      const text = "J’arrive avec la dépanneuse « d’ici vingt minutes ».";
      const { seq } = await worker.say(id, text);
      await full.until(id, seq);
      const event = full.eventsOf(id).find((one) => one.seq === seq);
      const [kind, conversation, at, sender, ms, message, number, said, client_id] =
        await brief.nextBrief("m");
      expect([kind, at, said]).toEqual(["m", seq, text]);
      expect(event).toEqual({
        seq,
        at: new Date(ms).toISOString(),
        actor_id: idOf(sender),
        type: "message.sent",
        data: { id: idOf(message), number, kind: "text", text, system: null, client_id },
      });
      expect(idOf(conversation)).toBe(id);
    });

    test("N22.3 a receipt", async () => {
      const { id, brief, full, worker } = await pair(world);
      worker.send({ type: "receipt", conversation_id: id, delivered: 2, read: 1 });
      const [, conversation, seq, user, ms, delivered, read] = await brief.nextBrief("r");
      await full.until(id, seq);
      expect(full.eventsOf(id).find((one) => one.seq === seq)).toEqual({
        seq,
        at: new Date(ms).toISOString(),
        actor_id: idOf(user),
        type: "receipt.advanced",
        data: { user_id: idOf(user), delivered, read },
      });
      expect([idOf(conversation), delivered, read]).toEqual([id, 2, 1]);
    });

    test("N22.4 a sender is answered in the place of the event, and the others hear it as ever", async () => {
      const { id, brief, full } = await pair(world);
      const client_id = randomUUID();
      const ref = brief.put({ type: "send", conversation_id: id, client_id, text: "Je vous vois" });
      const [, answered, seq, ms, message, number] = await brief.nextBrief("s");
      expect(answered).toBe(ref);
      await full.until(id, seq);
      expect(full.eventsOf(id).find((one) => one.seq === seq)).toMatchObject({
        seq,
        at: new Date(ms).toISOString(),
        data: { id: idOf(message), number, text: "Je vous vois", client_id },
      });
      await brief.fence();
      expect(brief.texts.filter((text) => text.includes(`"ref":${ref}`))).toEqual([]);
      expect(brief.eventsOf(id)).toEqual([]);
    });

    test("N22.4 a sender who cannot know what was stored is told in full", async () => {
      const { id, brief } = await pair(world);
      const client_id = randomUUID();
      const asked = { type: "send", conversation_id: id, client_id, text: "  Bien reçu " } as const;
      expect(await brief.get("ack", asked)).toMatchObject({ sent: { number: 4 } });
      expect((await brief.nextBrief("m"))[7]).toBe("Bien reçu");
      const answer = { ...asked, client_id: randomUUID(), text: "Oui", reply_to: 2 };
      const { sent } = await brief.get("ack", answer);
      await brief.until(id, sent?.seq ?? 0);
      expect(brief.eventsOf(id).at(-1)).toMatchObject({ data: { reply_to: { number: 2 } } });
      // And a resend is no news.
      expect((await brief.get("ack", asked)).sent?.number).toBe(4);
    });

    test("N22.4 a sender who does not follow is answered by ack", async () => {
      const { id } = await pair(world);
      const elsewhere = await world.connect("customer", { brief: true });
      const client_id = randomUUID();
      const asked = { type: "send", conversation_id: id, client_id, text: "D’ailleurs" } as const;
      expect((await elsewhere.get("ack", asked)).sent?.number).toBe(4);
    });

    test("N22.5 who types, and a message ends it without a word", async () => {
      const { id, brief, full, worker } = await pair(world);
      worker.send({ type: "typing", conversation_id: id, active: true });
      const [, conversation, user, activity] = await brief.nextBrief("t");
      expect([idOf(conversation), activity]).toEqual([id, 1]);
      expect(idOf(user)).toBe((await world.who("worker")).id);
      await full.next("typing", ({ active }) => active);
      await worker.say(id, "Voilà");
      await full.next("typing", ({ active }) => !active);
      await brief.nextBrief("m");
      await brief.fence();
      expect(brief.texts.filter((text) => text.startsWith('["t"'))).toHaveLength(1);
    });

    test("N22.6 what waits to be read, with the text that was written", async () => {
      const { id, worker } = await pair(world);
      const [list, whole] = [
        await world.connect("customer", { brief: true, cases: {} }),
        await world.connect("customer", { cases: {} }),
      ];
      // What is said before the complete list is read may be in it, and is not told again.
      for (const socket of [list, whole]) await socket.next("counters", ({ complete }) => complete);
      await worker.say(id, "J’arrive");
      const told = await whole.next(
        "counters",
        ({ complete, counters }) =>
          !complete && counters.some(({ preview }) => preview?.text === "J’arrive"),
      );
      // What was said before may be told first.
      let brief = await list.nextBrief("c");
      while (brief[6] !== "J’arrive") brief = await list.nextBrief("c");
      const [, conversation, unread, number, sender, ms, text] = brief;
      const created_at = new Date(ms).toISOString();
      const said = { number, sender_id: idOf(sender), text, created_at };
      expect(told.counters).toEqual([
        {
          conversation_id: idOf(conversation),
          unread,
          last_number: number,
          preview: { ...said, deleted: false, system: null },
        },
      ]);
      expect(idOf(conversation)).toBe(id);
    });

    test("N22.7 something happened at the desk", async () => {
      const { id, worker } = await pair(world);
      const [brief, full] = [
        await world.connect("admin", { brief: true, cases: {} }),
        await world.connect("admin", { cases: {} }),
      ];
      for (const socket of [brief, full]) await socket.next("cases", ({ complete }) => complete);
      await worker.say(id, "J’arrive");
      const stirred = await full.next("cases", ({ complete }) => !complete);
      expect(stirred).toMatchObject({ changed: [], removed: [] });
      let [, revision] = await brief.nextBrief("d");
      while (revision < stirred.revision) [, revision] = await brief.nextBrief("d");
    });

    test("N22.7 notifications were seen", async () => {
      const list = await world.connect("customer", { brief: true, cases: {} });
      await list.next("counters", ({ complete }) => complete);
      await world.as("customer", "POST", "/v1/notifications/read", {});
      expect((await list.nextBrief("n"))[1]).toBe(0);
    });

    test("N22.1 over server-sent events everything is told in full", async () => {
      const { id, worker } = await pair(world);
      const stream = await world.connectStream("customer", {
        brief: true,
        subscriptions: [{ conversation_id: id }],
      });
      await stream.next("subscribed");
      const { seq } = await worker.say(id, "Par un autre chemin");
      const isIt = (event: ConversationEvent) => event.seq === seq;
      const frame = await stream.next("events", ({ events }) => events.some(isIt));
      expect(frame.events.find(isIt)).toMatchObject({ data: { text: "Par un autre chemin" } });
    });
  });
}

/** A customer twice, one of them briefly, and a worker who does not follow. */
async function pair(world: World) {
  const { id } = await world.newTalk();
  const worker = await world.connect("worker");
  const full = await world.connect("customer");
  const brief = await world.connect("customer", { brief: true });
  await full.say(id, "Bonjour");
  await full.say(id, "Vous êtes là ?");
  await full.follow(id);
  await brief.follow(id);
  return { id, brief, full, worker };
}

function idOf(short: string): string {
  const hex = Buffer.from(short, "base64url").toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
