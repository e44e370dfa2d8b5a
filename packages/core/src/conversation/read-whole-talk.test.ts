import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  type Conversation,
  createConversation,
  createMember,
  createOutsider,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { describeTalks } from "./describe-talks.ts";
import { openConversation } from "./open-conversation.ts";
import { readTalkMessage, readWholeTalk } from "./read-whole-talk.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;
let oscar: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  room = await createConversation(core, database);
  oscar = await createOutsider(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

const say = (actor: Actor, conversation_id: string, text: string) =>
  sendMessage(core, actor, { conversation_id, text, client_id: null });
const page = (actor: Actor, from: number | "last", count: number) =>
  readWholeTalk(core, actor, room.id, { from, count });

describe("A conversation with what is internal at its place", () => {
  test("pages of any size, laid end to end, are the whole in the order of writing", async () => {
    const { internal_id } = await openConversation(core, room.worker, room.id);
    const written = (await page(room.worker, 1, 100)).messages.map(({ message }) => message.text);
    for (let at = 0; at < 14; at += 1) {
      const internal = at % 3 === 1 || at > 11;
      await say(
        room.worker,
        internal ? (internal_id ?? "") : room.id,
        `${internal ? "i" : "p"}${at}`,
      );
      written.push(`${internal ? "i" : "p"}${at}`);
    }
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), async (size) => {
        const texts: string[] = [];
        for (let from = 1; from <= written.length; from += size) {
          const { messages, count } = await page(room.worker, from, size);
          expect(count).toBe(written.length);
          texts.push(...messages.map(({ message }) => message.text));
        }
        expect(texts).toEqual(written);
        const last = await page(room.worker, "last", size);
        expect(last.messages.at(-1)?.message.text).toBe(written.at(-1));
      }),
      { numRuns: 20 },
    );
  });

  test("the customer is given neither what is internal nor a hole where it was", async () => {
    const { messages, count, internal_id, people } = await page(room.customer, 1, 100);
    expect(internal_id).toBeNull();
    expect(messages.some(({ internal }) => internal)).toBe(false);
    expect(messages.map(({ message }) => message.number)).toEqual(
      messages.map((_, index) => index + 1),
    );
    expect(count).toBe(messages.length);
    expect([...people.keys()]).toContain(room.customer.id);
    const inner = { number: 1, internal: true };
    const refusal = await refusalOf(readTalkMessage(core, room.customer, room.id, inner));
    expect(refusal.code).toBe("not_found");
  });

  test("P5: another organization reads nothing of it, by page, message or description", async () => {
    expect((await refusalOf(page(oscar, 1, 10))).code).toBe("not_found");
    const one = readTalkMessage(core, oscar, room.id, { number: 1, internal: false });
    expect((await refusalOf(one)).code).toBe("not_found");
    expect(await describeTalks(core, oscar, [room.id])).toEqual([]);
  });
});

describe("A conversation as a desk sees it", () => {
  test("tells what awaits each side, and nothing of it to a stranger of the organization", async () => {
    const other = await createConversation(core, database, room.organization_id);
    await say(other.customer, other.id, "Allô ?");
    await say(other.customer, other.id, "Vous êtes là ?");
    const [talk] = await describeTalks(core, other.worker, [other.id]);
    expect(talk).toMatchObject({
      conversation_id: other.id,
      closed: false,
      customer: { id: other.customer.id, full_name: other.customer.full_name },
      waiting: { staff: 2 },
    });
    const stranger = await createMember(database, room.organization_id, "worker");
    expect(await describeTalks(core, stranger, [other.id, room.id])).toEqual([]);
  });
});
