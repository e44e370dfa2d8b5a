import { limits } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  addParticipants,
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  mostRowsRead,
  plannings,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { advanceReceipt } from "./advance-receipt.ts";
import { messageReceipts } from "./message-receipts.ts";

const clock = new TestClock();
let database: TestDatabase;
let core: Core;
let room: Conversation;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { now: clock.now });
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
});

const send = async (): Promise<number> => {
  const message = { conversation_id: room.id, text: "Bonjour", client_id: newId() };
  return (await sendMessage(core, room.customer, message)).number;
};
const advance = (actor: Actor, how: { delivered?: number; read?: number }) =>
  advanceReceipt(core, actor, { conversation_id: room.id, ...how });
/** A minute later, by the server's clock. */
function later(): string {
  clock.pass(60_000);
  return clock.now().toISOString();
}
async function workerOf(number: number) {
  const { people } = await messageReceipts(core, room.customer, room.id, number);
  expect(people.map(({ id }) => id)).toEqual([room.worker.id]);
  return { delivered_at: people[0]?.delivered_at, read_at: people[0]?.read_at };
}

describe("N14.7: who received and read a message, and when", () => {
  test("N14.7: each message has its own times, by the server's clock", async () => {
    const first = await send();
    expect(await workerOf(first)).toEqual({ delivered_at: null, read_at: null });
    const received = later();
    await advance(room.worker, { delivered: first });
    const second = await send();
    const readFirst = later();
    await advance(room.worker, { read: first });
    const both = later();
    await advance(room.worker, { read: second });
    expect(await workerOf(first)).toEqual({ delivered_at: received, read_at: readFirst });
    // Read implies received.
    expect(await workerOf(second)).toEqual({ delivered_at: both, read_at: both });
  });

  test("N14.7: a later step, a repetition and a step back change nothing of it", async () => {
    const number = await send();
    const at = later();
    await advance(room.worker, { read: number });
    later();
    await advance(room.worker, { read: 1 });
    await send();
    await advance(room.worker, { read: number + 1 });
    expect(await workerOf(number)).toEqual({ delivered_at: at, read_at: at });
  });

  test("N14.7: the state says when somebody came as far as they have", async () => {
    const number = await send();
    const received = later();
    await advance(room.worker, { delivered: number });
    const read = later();
    await advance(room.worker, { read: number });
    const { receipts } = await openConversation(core, room.customer, room.id);
    expect(receipts[room.worker.id]).toEqual({
      delivered: number,
      read: number,
      delivered_at: received,
      read_at: read,
    });
    expect(receipts[room.customer.id]).toMatchObject({ read: 0, read_at: null });
  });

  test("N14.7: in a room of many, page by page, everybody once", async () => {
    await addParticipants(database, room, 120);
    core.rosters.forget([room.id]);
    const number = await send();
    const seen = new Set<string>();
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await messageReceipts(core, room.customer, room.id, number, after);
      for (const { id } of page.people) seen.add(id);
      after = page.next ?? undefined;
      pages += 1;
    } while (after !== undefined);
    expect(seen.size).toBe(121);
    expect(seen).not.toContain(room.customer.id);
    expect(pages).toBe(Math.ceil(122 / limits.messageReceipts));
  });

  test("N14.7: an admin may ask, a neighbour and an outsider may not, and of no message there is nothing", async () => {
    const number = await send();
    const ask = (actor: Actor, of = number) => messageReceipts(core, actor, room.id, of);
    const admin = await createMember(database, room.organization_id, "admin");
    expect((await ask(admin)).people).toHaveLength(1);
    const neighbours = await createConversation(core, database, room.organization_id);
    expect(await codeOf(ask(neighbours.worker))).toBe("forbidden");
    const outside = await createConversation(core, database);
    expect(await codeOf(ask(outside.worker))).toBe("not_found");
    expect(await codeOf(ask(room.worker, 99))).toBe("message_not_found");
  });
});

describe("What is read of a long journal", () => {
  let long: Conversation;

  beforeAll(async () => {
    long = await createConversation(core, database);
    await addParticipants(database, long, 20);
    // A step of everybody for each of a thousand messages.
    await database.owner.query(
      `insert into event (stream_id, seq, organization_id, type, actor_id, at, data)
       select $1, 100 + (step - 1) * 22 + place, $2, 'receipt.advanced', member_id, now(),
         json_build_object('user_id', member_id, 'delivered', step, 'read', step)
       from generate_series(1, 1000) step,
         (select member_id, row_number() over () as place from participant where conversation_id = $1) people`,
      [long.id, long.organization_id],
    );
    await database.owner.query(
      "update participant set delivered_number = 1000, read_number = 1000 where conversation_id = $1",
      [long.id],
    );
  });

  test.each(plannings)("N14.7: is a few rows a person ($name)", async (planning) => {
    for (const analyzed of [false, true]) {
      if (analyzed) await database.owner.query("analyze event, participant");
      const statement = "select * from receipts_of_message($1, $2, $3, $4, $5, $6)";
      // Message 500, written right before its first receipt.
      const seq = 100 + 499 * 22;
      const none = "00000000-0000-0000-0000-000000000000";
      const values = [`{${long.organization_id}}`, long.id, 500, seq, none, 50];
      const read = await mostRowsRead(database, planning, "event", statement, values);
      expect(read).toBeGreaterThanOrEqual(22);
      expect(read).toBeLessThanOrEqual(22 * 4);
    }
  });
});
