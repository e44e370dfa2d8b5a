import { type HistoryPage, historyAnswer, limits } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  type Conversation,
  createConversation,
  mostRowsRead,
  type Planning,
  plannings,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { readHistory } from "./read-history.ts";

/** Messages of the long conversation, and of everything together. */
const long = 20_000;
const altogether = 200_000;

let database: TestDatabase;
let core: Core;
let room: Conversation;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  room = await createConversation(core, database);
  // The planner is to know nothing until it is told.
  await database.owner.query("alter table message set (autovacuum_enabled = off)");
  await database.owner.query("alter table event set (autovacuum_enabled = off)");
  await fill(room.id, long);
  for (let index = 0; index < 18; index += 1) await fill(newId(), (altogether - long) / 18);
}, 120_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

/** Messages and their events, as many as wanted, after what is there. */
async function fill(conversationId: string, count: number): Promise<void> {
  await database.owner.query(
    `with head as (
       select coalesce(max(number), 0) as number from message where conversation_id = $1
     ), last as (
       select coalesce(max(seq), 0) as seq from event where stream_id = $1
     ), said as (
       insert into message (conversation_id, number, organization_id, id, seq, kind, sender_id, text, created_at)
       select $1, head.number + one, $2, gen_random_uuid(), last.seq + one, 'text', $3, 'message ' || one, now()
       from head, last, generate_series(1, $4::integer) one
       returning seq
     )
     insert into event (stream_id, seq, organization_id, type, actor_id, at, data)
     select $1, seq, $2, 'message.sent', $3, now(), '{}' from said`,
    [conversationId, room.organization_id, room.customer.id, count],
  );
}

async function page(before?: number, around?: number): Promise<HistoryPage> {
  const query = { before, around };
  const json = JSON.parse(await readHistory(core, room.customer, room.id, query)) as unknown;
  return historyAnswer.parse(json);
}
const newest = long + 1;
const numbers = ({ messages }: HistoryPage) => messages.map(({ number }) => number);
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("A page of history", () => {
  test("without a number is the newest, oldest first", async () => {
    const answer = await page();
    expect(numbers(answer)).toEqual(range(newest - limits.pageMessages + 1, newest));
    expect(answer.has_more).toBe(true);
  });

  test("before a number stands right before it", async () => {
    expect(numbers(await page(101))).toEqual(range(51, 100));
  });

  test("around a number has it in its middle, as far as there is something", async () => {
    const around = async (number: number) =>
      (await page(undefined, number)).messages.map((message) => message.number);
    const middle = await around(500);
    expect(middle).toHaveLength(limits.pageMessages);
    expect([middle[0], middle.at(-1)]).toEqual([475, 524]);
    expect((await around(1)).at(-1)).toBe(25);
    expect((await around(1_001)).at(-1)).toBeGreaterThanOrEqual(1_000);
    expect(await around(1_000_000)).toEqual([]);
  });

  test("at the beginning is shorter and says that nothing comes before", async () => {
    const answer = await page(11);
    expect(numbers(answer)).toEqual(range(1, 10));
    expect(answer.has_more).toBe(false);
    expect(await page(1)).toEqual({ messages: [], has_more: false });
  });

  test("with a number of the future is what there is right before it: nothing", async () => {
    expect((await page(newest + 1_000)).messages).toEqual([]);
  });

  test("leads through the whole conversation without a hole or a repetition", async () => {
    const all: number[] = [];
    for (let before: number | undefined = 1_001; before !== undefined; ) {
      const answer: HistoryPage = await page(before);
      all.unshift(...numbers(answer));
      before = answer.has_more ? answer.messages[0]?.number : undefined;
    }
    expect(all).toEqual(range(1, 1_000));
  });

  test("shows what another server has just written", async () => {
    const second = await testCore(database);
    const other = await createConversation(core, database);
    try {
      const newestOf = async () => {
        const json = await readHistory(core, other.customer, other.id);
        return (JSON.parse(json) as HistoryPage).messages.at(-1)?.text;
      };
      for (const text of ["un", "deux"]) {
        await sendMessage(core, other.worker, {
          conversation_id: other.id,
          text: `avant ${text}`,
          client_id: newId(),
        });
        await sendMessage(second, other.customer, {
          conversation_id: other.id,
          text,
          client_id: newId(),
        });
        expect(await newestOf()).toBe(text);
      }
    } finally {
      await second.close();
    }
  });
});

const mostRead = (planning: Planning, table: string, statement: string, values: unknown[]) =>
  mostRowsRead(database, planning, table, statement, values);

describe.each(["without statistics", "with statistics"])("What is read, %s,", (statistics) => {
  beforeAll(async () => {
    if (statistics === "with statistics") await database.owner.query("analyze message, event");
  });

  const scope = () => `{${room.organization_id}}`;

  test.each(plannings)("for a page is a page ($name)", async (planning) => {
    for (const before of [null, newest + 1, long / 2, 60]) {
      const values = [scope(), room.id, before, limits.pageMessages];
      const statement = "select * from history_page($1, $2, $3, $4)";
      const read = await mostRead(planning, "message", statement, values);
      expect(read).toBeGreaterThanOrEqual(limits.pageMessages);
      expect(read).toBeLessThanOrEqual(60);
    }
  });

  test.each(plannings)("for a catch-up is what is replayed ($name)", async (planning) => {
    const statement = "select * from catch_up($1, $2, $3, $4)";
    const readAfter = (position: number) =>
      mostRead(planning, "event", statement, [
        scope(),
        [room.id],
        [position],
        limits.catchUpEvents,
      ]);
    expect(await readAfter(long - 100)).toBeLessThanOrEqual(150);
    // However far behind.
    expect(await readAfter(0)).toBeLessThanOrEqual(limits.catchUpEvents + 10);
  });

  test.each(plannings)("for a look for news is a row or two ($name)", async (planning) => {
    await database.owner.query(
      `insert into consumer_cursor select 'somebody', organization_id, max(transaction_id::text::bigint)::text::xid8
       from event where organization_id = $1 group by 2
       on conflict (consumer, organization_id) do update set transaction_id = excluded.transaction_id`,
      [room.organization_id],
    );
    const news = "select * from organizations_with_news($1, $2)";
    expect(await mostRead(planning, "event", news, [scope(), "somebody"])).toBeLessThanOrEqual(2);
    const window =
      "select set_config('relais.organizations', $1, true), consumer_window($2, $3, 5000)";
    const values = [scope(), "somebody", room.organization_id];
    expect(await mostRead(planning, "event", window, values)).toBeLessThanOrEqual(2);
  });

  test.each(plannings)("for a reaction is what is new ($name)", async (planning) => {
    const statement = "select * from count_notifications($1, $2, $3, $4)";
    const values = [room.organization_id, 5_000, limits.intimateParticipants, null];
    await catchUpByHand();
    for (const table of ["event", "message"]) {
      await sendMessage(core, room.customer, {
        conversation_id: room.id,
        text: "encore",
        client_id: newId(),
      });
      expect(await mostRead(planning, table, statement, values)).toBeLessThanOrEqual(60);
    }
  });

  /** As if the counter had followed all along. */
  async function catchUpByHand(): Promise<void> {
    await database.owner.query(
      `insert into consumer_cursor
       select 'notification_counter', organization_id, max(transaction_id::text::bigint)::text::xid8
       from event where organization_id = $1 group by 2
       on conflict (consumer, organization_id) do update set transaction_id = excluded.transaction_id`,
      [room.organization_id],
    );
    await database.owner.query(
      `insert into notification_counter (member_id, conversation_id, organization_id, unread, read_number, last_number)
       select member_id, conversation_id, organization_id, 0, 0,
         (select max(number) from message where conversation_id = $1)
       from participant where conversation_id = $1
       on conflict (member_id, conversation_id) do update set last_number = excluded.last_number`,
      [room.id],
    );
  }

  test.each(plannings)("for the newest positions is a row or two ($name)", async (planning) => {
    const statement = "select * from conversation_heads($1, $2)";
    for (const table of ["message", "event"]) {
      const read = await mostRead(planning, table, statement, [scope(), [room.id]]);
      expect(read).toBeLessThanOrEqual(2);
    }
  });

  test.each(plannings)(
    "for a person's counters is a few rows a conversation ($name)",
    async (planning) => {
      const statement = "select * from list_counters($1, $2, $3, $4)";
      const values = [scope(), room.customer.id, 500, limits.intimateParticipants];
      expect(await mostRead(planning, "message", statement, values)).toBeLessThanOrEqual(4);
    },
  );
});
