import { describe, expect, test } from "vitest";
import type { Sent } from "@relais/protocol";
import { readHistory as history } from "../target/history.ts";
import type { World } from "../target/world.ts";
import { upTo } from "./3-following.ts";

export function sendingRules(world: World): void {
  describe("4. Sending", () => {
    test("N4.1 ack tells what was stored, and it is there at once (P1)", async () => {
      const { id } = await world.newTalk();
      const socket = await world.connect("customer");
      const sent = await socket.say(id, "Je suis au rond-point.", "b7f0");
      expect(sent).toMatchObject({ number: 2 });
      const message = (await history(world, id)).at(-1);
      expect(message).toMatchObject({ ...sent, text: "Je suis au rond-point.", client_id: "b7f0" });
      expect(message?.sender_id).toBe((await world.who("customer")).id);
    });

    test("N4.1 a client_id has 1 to 64 characters of its alphabet", async () => {
      const { id } = await world.newTalk();
      const socket = await world.connect("customer");
      for (const clientId of ["a", "A-Z_a.z:0-9", "x".repeat(64)]) {
        expect((await socket.say(id, "Bonjour", clientId)).number).toBeGreaterThan(1);
      }
      for (const client_id of ["", "x".repeat(65), "é", "a b", "a/b", "a\n"]) {
        const send = { type: "send", conversation_id: id, client_id, text: "Bonjour" };
        const refusal = await socket.refusal(send);
        expect(refusal).toMatchObject({ code: "invalid_body" });
        expect(refusal.fields).toHaveProperty("client_id");
      }
      expect(await history(world, id)).toHaveLength(4);
    });

    test("N4.2 the same client_id again is the same message, by whatever way it comes (P2)", async () => {
      const { id } = await world.newTalk();
      const socket = await world.connect("customer");
      const second = await world.connect("customer");
      const sent = await socket.say(id, "Une fois", "same");
      expect(await socket.say(id, "Une fois", "same")).toEqual(sent);
      expect(await second.say(id, " Une fois\n", "same")).toEqual(sent);
      const path = `/v1/conversations/${id}/messages`;
      const body = { text: "Une fois", client_id: "same" };
      const posted = await world.as<Sent>("customer", "POST", path, body);
      expect(posted).toMatchObject({ status: 201, body: sent });
      expect(await history(world, id)).toHaveLength(2);
    });

    test("N4.2 the same client_id many times at once is one message (P2)", async () => {
      const { id } = await world.newTalk();
      const sockets = await Promise.all([1, 2, 3].map(() => world.connect("customer")));
      const path = `/v1/conversations/${id}/messages`;
      const body = { text: "Tous ensemble", client_id: "at-once" };
      const answers = await Promise.all([
        ...sockets.flatMap((socket) =>
          [1, 2, 3].map(() => socket.say(id, "Tous ensemble", "at-once")),
        ),
        ...[1, 2, 3].map(async () => (await world.as<Sent>("customer", "POST", path, body)).body),
      ]);
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      expect(await history(world, id)).toHaveLength(2);
    });

    test("N4.2 a client_id belongs to its person and its conversation", async () => {
      const [one, two] = [await world.newTalk(), await world.newTalk()];
      const customer = await world.connect("customer");
      const worker = await world.connect("worker");
      const ids = new Set([
        (await customer.say(one.id, "Un", "shared")).id,
        (await worker.say(one.id, "Deux", "shared")).id,
        (await customer.say(two.id, "Trois", "shared")).id,
      ]);
      expect(ids.size).toBe(3);
    });

    test("N4.2 a client_id with another text is refused, over HTTP with 409", async () => {
      const { id } = await world.newTalk();
      const socket = await world.connect("customer");
      await socket.say(id, "Le premier", "taken");
      const send = { type: "send", conversation_id: id, client_id: "taken", text: "Le second" };
      expect(await socket.refusal(send)).toMatchObject({
        code: "client_id_reused",
        retry: "never",
      });
      const path = `/v1/conversations/${id}/messages`;
      expect(
        await world.as("customer", "POST", path, { text: "Le second", client_id: "taken" }),
      ).toMatchObject({ status: 409, body: { code: "client_id_reused" } });
      expect((await history(world, id)).map(({ text }) => text)).not.toContain("Le second");
    });

    test.for([
      ["empty", "", "text_empty"],
      ["blank", " \t\n ", "text_empty"],
      ["nothing but invisible characters", "\u200b\u2060\u00ad\u3164", "text_empty"],
      ["4,001 characters long", "é".repeat(4_001), "text_too_long"],
      ["4,001 flags long", "🇲🇱".repeat(4_001), "text_too_long"],
      ["heavier than 32,768 bytes", "👩🏽‍🔧".repeat(2_500), "text_too_long"],
      ["holding a zero", "a\u0000b", "text_forbidden_character"],
      ["holding an escape", "\u001b[31mrouge", "text_forbidden_character"],
      ["holding a control of the second set", "a\u0085b", "text_forbidden_character"],
      ["turned round by an override", "facture\u202egnp.exe", "text_forbidden_character"],
      ["holding an embedding", "a\u202ab", "text_forbidden_character"],
      ["holding an isolate", "a\u2066b\u2069", "text_forbidden_character"],
      ["half a surrogate pair", "a\ud83db", "text_forbidden_character"],
    ] as const)("N4.3 a text that is %s is refused", async ([, text, code]) => {
      const { id } = await world.newTalk();
      const socket = await world.connect("customer");
      const send = { type: "send", conversation_id: id, client_id: "refused", text };
      const refusal = await socket.refusal(send);
      expect(refusal).toMatchObject({ code, retry: "never" });
      expect(refusal.fields).toHaveProperty("text");
      // N4.7: nothing was stored, and its client_id is still free.
      expect((await socket.say(id, "Corrigé", "refused")).number).toBe(2);
    });

    test.for([
      ["trimmed", "  Bonjour\n\n", "Bonjour"],
      ["given plain newlines", "un\r\ndeux\rtrois", "un\ndeux\ntrois"],
      ["left with its tabs and inner spaces", "a\tb  c", "a\tb  c"],
      ["left as it is when it is 4,000 characters", "é".repeat(4_000), "é".repeat(4_000)],
      ["counted as people count", "👩🏽‍🔧".repeat(1_900), "👩🏽‍🔧".repeat(1_900)],
      ["left with its direction marks", "שלום\u200f !", "שלום\u200f !"],
      ["stored as text, not as code", "<b>&amp;</b> ' \" \\ \u2028", "<b>&amp;</b> ' \" \\"],
    ] as const)("N4.3 a text is %s", async ([, text, stored]) => {
      const { id } = await world.newTalk();
      const socket = await world.connect("customer");
      await socket.follow(id);
      const { seq } = await socket.say(id, text);
      await socket.until(id, seq);
      expect(socket.eventsOf(id).at(-1)).toMatchObject({ data: { text: stored } });
      expect((await history(world, id)).at(-1)?.text).toBe(stored);
    });

    test("N4.4 what one connection sends is stored in the order in which it was sent", async () => {
      const [one, two] = [await world.newTalk("stranger"), await world.newTalk("stranger")];
      const socket = await world.connect("stranger");
      const texts = upTo(15).map(String);
      const refs = texts.flatMap((text) =>
        [one, two].map(({ id }) =>
          socket.put({ type: "send", conversation_id: id, client_id: `o${text}`, text }),
        ),
      );
      for (const ref of refs) expect((await socket.answerTo(ref)).type).toBe("ack");
      for (const { id } of [one, two]) {
        expect((await history(world, id)).slice(1).map(({ text }) => text)).toEqual(texts);
      }
    });

    test("N4.5 the sender's own connection receives the event too", async () => {
      const { id } = await world.newTalk();
      const socket = await world.connect("customer");
      await socket.follow(id);
      const sent = await socket.say(id, "Pour moi aussi", "own");
      await socket.until(id, sent.seq);
      expect(socket.eventsOf(id)).toMatchObject([
        { seq: sent.seq, data: { id: sent.id, number: sent.number, client_id: "own" } },
      ]);
    });

    test("N4.7 refused messages leave their neighbours alone", async () => {
      const { id } = await world.newTalk("stranger");
      const socket = await world.connect("stranger");
      await socket.say(id, "Déjà là", "dup");
      const batch: [string, string, string][] = [
        ["n1", "un", "ack"],
        ["n2", " ", "refused"],
        ["n3", "trois", "ack"],
        ["dup", "autre texte", "refused"],
        ["n4", "quatre", "ack"],
        ["n5", "\u0000", "refused"],
        ["n3", "trois", "ack"],
        ["n6", "six", "ack"],
      ];
      const refs = batch.map(([client_id, text]) =>
        socket.put({ type: "send", conversation_id: id, client_id, text }),
      );
      for (const [index, ref] of refs.entries()) {
        expect((await socket.answerTo(ref)).type).toBe(batch[index]?.[2]);
      }
      const texts = (await history(world, id)).slice(1).map(({ text }) => text);
      expect(texts).toEqual(["Déjà là", "un", "trois", "quatre", "six"]);
    });
  });
}
