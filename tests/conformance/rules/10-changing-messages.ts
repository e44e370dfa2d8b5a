import type { ConversationState, EventsPage, Message } from "@relais/protocol";
import { describe, expect, test } from "vitest";
import { readHistory as history } from "../target/history.ts";
import type { World } from "../target/world.ts";

const secret = "Le code est 4512";

export function changingRules(world: World): void {
  /** A conversation with one message of the customer, and those who take part, following. */
  async function talk() {
    const { id } = await world.newTalk();
    const customer = await world.connect("customer");
    const worker = await world.connect("worker");
    const sent = await customer.say(id, secret);
    for (const socket of [customer, worker]) await socket.follow(id);
    const at = { conversation_id: id, number: sent.number };
    const message = async (number = sent.number): Promise<Message | undefined> =>
      (await history(world, id)).find((one) => one.number === number);
    return { id, customer, worker, sent, at, message };
  }

  describe("10. Changing messages", () => {
    test("N10.1 an answer carries a quote of what it answers, by either way", async () => {
      const { id, worker, sent, at, message } = await talk();
      const quote = {
        id: sent.id,
        number: sent.number,
        sender_id: (await world.who("customer")).id,
        text: secret,
        deleted: false,
      };
      const ref = worker.put({
        type: "send",
        conversation_id: id,
        client_id: "answer",
        text: "Merci",
        reply_to: at.number,
      });
      expect((await worker.answerTo(ref)).type).toBe("ack");
      await worker.until(id, sent.seq + 1);
      expect(worker.eventsOf(id).at(-1)).toMatchObject({ data: { reply_to: quote } });
      expect((await message(sent.number + 1))?.reply_to).toEqual(quote);
      const posted = await world.as<{ number: number }>(
        "worker",
        "POST",
        `/v1/conversations/${id}/messages`,
        { text: "Encore", reply_to: at.number },
      );
      expect((await message(posted.body.number))?.reply_to).toEqual(quote);
    });

    test("N10.1 an answer to nothing, to the machine or to what is gone is refused", async () => {
      const { id, customer, worker, at } = await talk();
      const answer = (reply_to: number) => ({
        type: "send",
        conversation_id: id,
        client_id: `to-${reply_to}`,
        text: "?",
        reply_to,
      });
      expect(await worker.refusal(answer(99))).toMatchObject({
        code: "message_not_found",
        fields: { reply_to: expect.any(String) },
      });
      expect(await worker.refusal(answer(1))).toMatchObject({ code: "forbidden" });
      const ref = customer.put({ type: "delete", ...at });
      expect((await customer.answerTo(ref)).type).toBe("ack");
      expect(await worker.refusal(answer(at.number))).toMatchObject({ code: "message_deleted" });
    });

    test("N10.2 a quote says what the quoted message is now", async () => {
      const { id, customer, worker, at, message } = await talk();
      await worker.answerTo(
        worker.put({
          type: "send",
          conversation_id: id,
          client_id: "answer",
          text: "Oui",
          reply_to: at.number,
        }),
      );
      await customer.answerTo(customer.put({ type: "edit", ...at, text: "é".repeat(200) }));
      expect((await message(at.number + 1))?.reply_to?.text).toBe("é".repeat(140));
      await customer.answerTo(customer.put({ type: "delete", ...at }));
      expect((await message(at.number + 1))?.reply_to).toMatchObject({ text: "", deleted: true });
    });

    test("N10.3 a sender rewrites a message; the same text again changes nothing", async () => {
      const { id, customer, worker, sent, at, message } = await talk();
      for (const text of ["Corrigé", " Corrigé\r\n"]) {
        const answer = await customer.answerTo(customer.put({ type: "edit", ...at, text }));
        expect(answer.type).toBe("ack");
      }
      await worker.until(id, sent.seq + 1);
      expect(worker.eventsOf(id)).toMatchObject([
        { type: "message.edited", data: { id: sent.id, number: at.number, text: "Corrigé" } },
      ]);
      expect((await message())?.text).toBe("Corrigé");
      const path = `/v1/conversations/${id}/messages/${at.number}`;
      expect((await world.as("customer", "PATCH", path, { text: "Par HTTP" })).status).toBe(204);
      expect(await message()).toMatchObject({ text: "Par HTTP", edited_at: expect.any(String) });
    });

    test("N10.3 nobody else rewrites it, and a text is a text", async () => {
      const { customer, worker, at, message } = await talk();
      expect(await worker.refusal({ type: "edit", ...at, text: "Autre" })).toMatchObject({
        code: "forbidden",
      });
      const oscar = await world.connect("outsider");
      expect(await oscar.refusal({ type: "edit", ...at, text: "Autre" })).toMatchObject({
        code: "not_found",
      });
      expect(await customer.refusal({ type: "edit", ...at, text: " " })).toMatchObject({
        code: "text_empty",
        fields: { text: expect.any(String) },
      });
      expect(
        await customer.refusal({ type: "edit", ...at, number: 99, text: "Autre" }),
      ).toMatchObject({ code: "message_not_found" });
      expect((await message())?.text).toBe(secret);
    });

    test("N10.4 a sender deletes a message once, for everybody", async () => {
      const { id, customer, worker, sent, at, message } = await talk();
      expect(await worker.refusal({ type: "delete", ...at })).toMatchObject({ code: "forbidden" });
      for (let times = 0; times < 2; times += 1) {
        const answer = await customer.answerTo(customer.put({ type: "delete", ...at }));
        expect(answer.type).toBe("ack");
      }
      const path = `/v1/conversations/${id}/messages/${at.number}`;
      expect((await world.as("customer", "DELETE", path)).status).toBe(204);
      await worker.until(id, sent.seq + 1);
      expect(worker.eventsOf(id)).toMatchObject([
        { type: "message.deleted", data: { id: sent.id, number: at.number } },
      ]);
      expect(await message()).toMatchObject({ text: "", deleted_at: expect.any(String) });
      expect(await customer.refusal({ type: "edit", ...at, text: secret })).toMatchObject({
        code: "message_deleted",
      });
    });

    test("N10.5 nothing that is read after a deletion holds the text (P3)", async () => {
      const { id, customer, sent, at } = await talk();
      await customer.answerTo(customer.put({ type: "edit", ...at, text: `${secret}.` }));
      await customer.answerTo(
        customer.put({
          type: "send",
          conversation_id: id,
          client_id: "answer",
          text: "Compris",
          reply_to: at.number,
        }),
      );
      await customer.answerTo(customer.put({ type: "delete", ...at }));
      const late = await world.connect("worker");
      const path = `/v1/conversations/${id}`;
      const state = (await world.as<ConversationState>("worker", "GET", path)).body;
      const page = (await world.as<EventsPage>("worker", "GET", `${path}/events?after=0`)).body;
      const brought = await late.follow(id, 0);
      expect(page.events.map(({ seq }) => seq)).toEqual(
        Array.from({ length: sent.seq + 3 }, (_, index) => index + 1),
      );
      const told = JSON.stringify([state, page, brought, await history(world, id)]);
      expect(told).not.toContain("4512");
      expect(told).toContain("Compris");
    });

    test("N10.6 a person has one reaction to a message, or none", async () => {
      const { id, customer, worker, sent, at, message } = await talk();
      const user_id = (await world.who("worker")).id;
      for (const emoji of ["👍", "👍", "🙏"]) {
        const answer = await worker.answerTo(worker.put({ type: "react", ...at, emoji }));
        expect(answer.type).toBe("ack");
      }
      await customer.until(id, sent.seq + 2);
      expect(customer.eventsOf(id)).toMatchObject([
        { type: "reaction.set", data: { number: at.number, user_id, emoji: "👍" } },
        { type: "reaction.set", data: { number: at.number, user_id, emoji: "🙏" } },
      ]);
      expect((await message())?.reactions).toEqual({ [user_id]: "🙏" });
      const path = `/v1/conversations/${id}/messages/${at.number}/reaction`;
      expect((await world.as("worker", "PUT", path, { emoji: null })).status).toBe(204);
      expect((await message())?.reactions).toEqual({});
      for (const emoji of ["a", "👎", "", 1]) {
        expect(await worker.refusal({ type: "react", ...at, emoji })).toMatchObject({
          code: "invalid_body",
          fields: { emoji: expect.any(String) },
        });
      }
      const oscar = await world.connect("outsider");
      expect(await oscar.refusal({ type: "react", ...at, emoji: "👍" })).toMatchObject({
        code: "not_found",
      });
    });

    test("N10.7 changes that one connection sends happen in that order", async () => {
      const { customer, at, message } = await talk();
      const refs = Array.from({ length: 10 }, (_, index) =>
        customer.put({ type: "edit", ...at, text: `version ${index}` }),
      );
      for (const ref of refs) expect((await customer.answerTo(ref)).type).toBe("ack");
      expect((await message())?.text).toBe("version 9");
    });

    test("N10.8 a page has the number that it is asked around in its middle", async () => {
      const { id, sent } = await talk();
      const path = `/v1/conversations/${id}/messages`;
      const around = await world.as<{ messages: Message[] }>(
        "worker",
        "GET",
        `${path}?around=${sent.number}`,
      );
      expect(around.body.messages.map(({ number }) => number)).toContain(sent.number);
      const both = await world.as("worker", "GET", `${path}?around=2&before=3`);
      expect(both).toMatchObject({ status: 400, body: { code: "invalid_body" } });
    });
  });
}
