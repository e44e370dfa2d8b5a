import { type ConversationEvent, type HistoryPage, limits, type Message } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { changeStatus } from "../case/change-status.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { readHistory } from "../conversation/read-history.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { notificationCounter } from "../notification/counter-consumer.ts";
import { listCounters } from "../notification/counters.ts";
import {
  type Conversation,
  createConversation,
  createMember,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { deleteMessage } from "./delete-message.ts";
import { editMessage } from "./edit-message.ts";
import { reactToMessage } from "./react-to-message.ts";
import { sendMessage } from "./send-message.ts";

const minute = 60_000;
const secret = "Le code du portail est 4512";

let database: TestDatabase;
let core: Core;
let clock: TestClock;
let room: Conversation;
let claire: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  clock = new TestClock();
  core = await testCore(database, { now: clock.now });
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
  claire = await createMember(database, room.organization_id, "admin");
});

type Sending = { reply_to?: number; client_id?: string };
const send = (actor: Actor, text = secret, { client_id = newId(), ...more }: Sending = {}) =>
  sendMessage(core, actor, { conversation_id: room.id, text, client_id, ...more });
const edit = (actor: Actor, number: number, text: string) =>
  editMessage(core, actor, { conversation_id: room.id, number, text });
const erase = (actor: Actor, number: number) =>
  deleteMessage(core, actor, { conversation_id: room.id, number });
const react = (actor: Actor, number: number, emoji: "👍" | "🙏" | null) =>
  reactToMessage(core, actor, { conversation_id: room.id, number, emoji });
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
const close = () => changeStatus(core, room.worker, room.case.id, { status: "cancelled" });

async function messages(): Promise<Message[]> {
  const page = JSON.parse(await readHistory(core, room.customer, room.id)) as HistoryPage;
  expect((await openConversation(core, room.customer, room.id)).messages).toEqual(page.messages);
  return page.messages;
}
const messageAt = async (number: number) => (await messages())[number - 1];
const events = async (): Promise<ConversationEvent[]> =>
  (await listEvents(core, room.customer, room.id, 0)).events;

describe("An answer", () => {
  test("shows what it answers, as that stands now", async () => {
    const { id, number } = await send(room.customer, "Devant la pharmacie");
    const answer = await send(room.worker, "J’arrive", { reply_to: number });
    const quote = { id, number, sender_id: room.customer.id, deleted: false };
    expect((await messageAt(answer.number))?.reply_to).toEqual({
      ...quote,
      text: "Devant la pharmacie",
    });
    await edit(room.customer, number, "é".repeat(300));
    expect((await messageAt(answer.number))?.reply_to).toEqual({
      ...quote,
      text: "é".repeat(limits.quotedCharacters),
    });
    await erase(room.customer, number);
    expect((await messageAt(answer.number))?.reply_to).toEqual({
      ...quote,
      text: "",
      deleted: true,
    });
  });

  test("P2: sent again is the same; to another message it is refused", async () => {
    const one = await send(room.customer, "Un");
    const two = await send(room.customer, "Deux");
    const client_id = newId();
    const again = (reply_to?: number) =>
      send(room.worker, "Oui", { client_id, ...(reply_to === undefined ? {} : { reply_to }) });
    const first = await again(one.number);
    expect(await again(one.number)).toEqual(first);
    expect(await outcome(again(two.number))).toBe("client_id_reused");
    expect(await outcome(again())).toBe("client_id_reused");
    await erase(room.customer, one.number);
    expect(await again(one.number)).toEqual(first);
  });

  test("N4.4: stands between what was sent before and after it", async () => {
    const { number } = await send(room.customer, "Combien ?");
    const sent = await Promise.all(
      ["un", "deux", "trois", "quatre"].map((text, index) =>
        send(room.worker, text, index === 1 ? { reply_to: number } : {}),
      ),
    );
    expect(sent.map((one) => one.number)).toEqual([1, 2, 3, 4].map((step) => number + step));
  });

  test("to nothing, to the machine or to what is gone is refused, and its neighbours are not", async () => {
    const other = await createConversation(core, database, room.organization_id);
    for (let count = 0; count < 5; count += 1) {
      await sendMessage(core, other.customer, {
        conversation_id: other.id,
        text: "Ailleurs",
        client_id: null,
      });
    }
    const { number } = await send(room.customer);
    await erase(room.customer, number);
    const outcomes = await Promise.all([
      outcome(send(room.worker, "avant")),
      // A number of the other conversation, not of this one.
      outcome(send(room.worker, "?", { reply_to: 5 })),
      outcome(send(room.worker, "?", { reply_to: 1 })),
      outcome(send(room.worker, "?", { reply_to: number })),
      outcome(send(room.worker, "après")),
    ]);
    expect(outcomes).toEqual(["done", "message_not_found", "forbidden", "message_deleted", "done"]);
    expect((await messages()).slice(number).map(({ text }) => text)).toEqual(["avant", "après"]);
  });
});

describe("Editing", () => {
  test("rewrites one's own message, says when, and is one event however often it is asked", async () => {
    const { number } = await send(room.customer, "Rond-point");
    clock.pass(14 * minute);
    const before = (await events()).length;
    await edit(room.customer, number, "  Rond-point de la paix\r\n");
    await edit(room.customer, number, "Rond-point de la paix");
    clock.pass(10 * minute);
    // The answer was lost and the request is made again, too late for a change: nothing changes.
    await edit(room.customer, number, "Rond-point de la paix");
    expect((await events()).length).toBe(before + 1);
    expect(await messageAt(number)).toMatchObject({ text: "Rond-point de la paix" });
    expect((await messageAt(number))?.edited_at).not.toBeNull();
  });

  test("N2.7: edits that follow one another at once end with the last", async () => {
    const { number } = await send(room.customer, "0");
    const texts = Array.from({ length: 10 }, (_, index) => `version ${index}`);
    await Promise.all(texts.map((text) => edit(room.customer, number, text)));
    expect((await messageAt(number))?.text).toBe("version 9");
  });

  test("is refused to whoever did not write it, too late, without a text, of nothing", async () => {
    const { number } = await send(room.customer);
    expect(await outcome(edit(room.worker, number, "Autre"))).toBe("forbidden");
    expect(await outcome(edit(claire, number, "Autre"))).toBe("forbidden");
    expect(await outcome(edit(room.worker, 1, "La machine"))).toBe("forbidden");
    expect(await outcome(edit(room.customer, 99, "Autre"))).toBe("message_not_found");
    expect(await outcome(edit(room.customer, number, " "))).toBe("text_empty");
    clock.pass(limits.editMinutes * minute + 1);
    expect(await outcome(edit(room.customer, number, "Autre"))).toBe("too_late");
    await erase(room.customer, number);
    expect(await outcome(edit(room.customer, number, "Autre"))).toBe("message_deleted");
    const fresh = await send(room.customer);
    await close();
    expect(await outcome(edit(room.customer, fresh.number, "Autre"))).toBe("conversation_closed");
    expect((await messageAt(fresh.number))?.text).toBe(secret);
  });

  test("P2: the first sending again is still the same message", async () => {
    const client_id = newId();
    const sent = await send(room.customer, "Un", { client_id });
    await edit(room.customer, sent.number, "Deux");
    expect(await send(room.customer, "Un", { client_id })).toEqual(sent);
    expect(await outcome(send(room.customer, "Deux", { client_id }))).toBe("client_id_reused");
  });
});

describe("Deleting", () => {
  test("leaves the text nowhere: not in the state, not in quotes, not in the journal, not in lists", async () => {
    const { number } = await send(room.customer, "brouillon");
    await send(room.worker, "Merci", { reply_to: number });
    await edit(room.customer, number, `${secret}, deux fois`);
    await edit(room.customer, number, secret);
    const last = await send(room.customer, secret, { reply_to: number });
    await react(room.worker, last.number, "🙏");
    await notificationCounter.run(core, room.organization_id);
    const seqs = (await events()).map(({ seq }) => seq);
    await erase(room.customer, number);
    await erase(room.customer, last.number);
    await notificationCounter.run(core, room.organization_id);
    const told = JSON.stringify([
      await events(),
      await messages(),
      await listCounters(core, room.worker),
    ]);
    expect(told).not.toMatch(/4512|brouillon/);
    expect(told).toContain("Merci");
    const { rows } = await database.owner.query<{ found: number }>(
      `select (select count(*) from event where data::text ~ '4512|brouillon' and stream_id = $1)
            + (select count(*) from message where text ~ '4512|brouillon' and conversation_id = $1) as found`,
      [room.id],
    );
    expect(rows[0]?.found).toBe(0);
    // P3: every position is there still, and two more.
    expect((await events()).map(({ seq }) => seq)).toEqual([
      ...seqs,
      seqs.length + 1,
      seqs.length + 2,
    ]);
    expect(await messageAt(last.number)).toMatchObject({ text: "", reactions: {} });
    const [counter] = await listCounters(core, room.worker);
    expect(counter?.preview).toMatchObject({ number: last.number, text: "", deleted: true });
  });

  test("twice is once, and its sending again is still the same message", async () => {
    const client_id = newId();
    const sent = await send(room.customer, secret, { client_id });
    await erase(room.customer, sent.number);
    const before = (await events()).length;
    await erase(room.customer, sent.number);
    expect(await send(room.customer, secret, { client_id })).toEqual(sent);
    expect((await events()).length).toBe(before);
  });

  test("is the sender's for a day, an admin's always, nobody else's", async () => {
    const { number } = await send(room.customer);
    expect(await outcome(erase(room.worker, number))).toBe("forbidden");
    const stranger = await createMember(database, room.organization_id, "worker");
    expect(await outcome(erase(stranger, number))).toBe("forbidden");
    const oscar = await createConversation(core, database);
    expect(await outcome(erase(oscar.customer, number))).toBe("not_found");
    const chief = await createMember(database, oscar.organization_id, "admin");
    expect(await outcome(erase(chief, number))).toBe("not_found");
    expect(await outcome(erase(claire, 1))).toBe("forbidden");
    expect(await outcome(erase(claire, 99))).toBe("message_not_found");
    clock.pass(limits.deleteHours * 60 * minute + 1);
    expect(await outcome(erase(room.customer, number))).toBe("too_late");
    await close();
    expect(await outcome(erase(claire, number))).toBe("done");
    expect(await messageAt(number)).toMatchObject({ text: "" });
  });

  test("is refused to the sender where nobody writes any more", async () => {
    const { number } = await send(room.customer);
    await close();
    expect(await outcome(erase(room.customer, number))).toBe("conversation_closed");
  });
});

describe("Reactions", () => {
  test("are one a person, taken back by nothing, and one event a change", async () => {
    const { number } = await send(room.customer);
    const before = (await events()).length;
    await react(room.worker, number, "👍");
    await react(room.worker, number, "👍");
    await react(room.customer, number, "👍");
    await react(room.worker, number, "🙏");
    expect((await messageAt(number))?.reactions).toEqual({
      [room.worker.id]: "🙏",
      [room.customer.id]: "👍",
    });
    await react(room.worker, number, null);
    await react(room.customer, number, null);
    await react(room.customer, number, null);
    expect((await messageAt(number))?.reactions).toEqual({});
    expect((await events()).length).toBe(before + 5);
  });

  test("are for participants, on what people wrote and did not delete, while one may write", async () => {
    const { number } = await send(room.customer);
    expect(await outcome(react(claire, number, "👍"))).toBe("forbidden");
    expect(await outcome(react(room.worker, 1, "👍"))).toBe("forbidden");
    expect(await outcome(react(room.worker, 99, "👍"))).toBe("message_not_found");
    await erase(room.customer, number);
    expect(await outcome(react(room.worker, number, "👍"))).toBe("message_deleted");
    const other = await send(room.customer);
    await close();
    expect(await outcome(react(room.worker, other.number, "👍"))).toBe("conversation_closed");
  });
});

describe("P5: what the server may rewrite", () => {
  const asServer = (statement: string) =>
    core.db.transaction().execute(async (tx) => {
      const { sql } = await import("kysely");
      await sql`select set_config('relais.organizations', ${`{${room.organization_id}}`}, true)`.execute(
        tx,
      );
      await sql.raw(statement).execute(tx);
    });

  test.each([
    ["the author of a message", `update message set sender_id = null`],
    ["the number of a message", `update message set number = number + 100`],
    ["the author of an event", `update event set actor_id = null`],
    ["the position of an event", `update event set seq = seq + 100`],
    ["what an event says", `update event set data = '{"text":"autre"}'`],
    [
      "a text to another one",
      `update event set data = jsonb_set(data::jsonb, '{text}', '"!"')::json`,
    ],
    ["the journal, by taking away", "delete from event"],
    ["messages, by taking away", "delete from message"],
  ])("P5: never %s", async (_, statement) => {
    await send(room.customer);
    await expect(asServer(statement)).rejects.toMatchObject({ code: "42501" });
  });
});
