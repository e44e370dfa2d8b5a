import { limits } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { editMessage } from "../message/edit-message.ts";
import {
  type Conversation,
  createConversation,
  createMember,
  mostRowsRead,
  plannings,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { searchIndex } from "./search-index.ts";
import { type Search, searchMessages } from "./search-messages.ts";

/** More messages than are read one by one, and more than a search looks at. */
const much = 21_000;

let database: TestDatabase;
let core: Core;
/** With much in it, and one of the same people with little. */
let long: Conversation;
/** Of other people of the same organization, with little in it. */
let short: Conversation;
/** The number of its newest message: the first says that the case began. */
const newest = much + 1;
let admin: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  // After a vacuum an index answers without the rows, which are counted here.
  for (const table of ["search_message", "search_posting", "message"]) {
    await database.owner.query(`alter table ${table} set (autovacuum_enabled = false)`);
  }
  core = await testCore(database);
  short = await createConversation(core, database);
  long = await createConversation(core, database, short.organization_id);
  admin = await createMember(database, short.organization_id, "admin");
  // The oldest one says a word that every other one says, and one of its own.
  await write(short, 1, "'La batterie du doyen'");
  await write(long, much, "'La batterie numero' || lpad(one::text, 5, '0')");
  await indexed();
}, 120_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

/** Messages as they come to be by commands; `text` is SQL. */
async function write({ id, organization_id, customer }: Conversation, count: number, text: string) {
  await database.owner.query(
    `with last as (
       select coalesce(max(number), 0) as number, (select max(seq) from event where stream_id = $1) as seq
       from message where conversation_id = $1
     ), said as (
       insert into message (conversation_id, number, organization_id, id, seq, kind, sender_id, text, created_at)
       select $1, last.number + one, $2, uuidv7(), last.seq + one, 'text', $3, ${text}, now()
       from last, generate_series(1, $4) one returning *)
     insert into event (stream_id, seq, organization_id, type, actor_id, at, data)
     select conversation_id, seq, organization_id, 'message.sent', sender_id, created_at,
       json_build_object('number', number, 'text', text)
     from said`,
    [id, organization_id, customer.id, count],
  );
}

async function indexed(): Promise<void> {
  while ((await searchIndex.run(core, short.organization_id)).more);
}

async function texts(actor: Actor, text: string, more: Partial<Search> = {}): Promise<string[]> {
  return (await searchMessages(core, actor, { text, ...more })).hits.map((hit) => hit.text);
}

describe("A search of an organization that wrote much", () => {
  test("gives the newest of what everybody says, page after page", async () => {
    for (const reader of [long.worker, admin]) {
      const first = await searchMessages(core, reader, { text: "batterie" });
      expect(first.hits.map(({ number }) => number)).toEqual(
        Array.from({ length: limits.searchHits }, (_, index) => newest - index),
      );
      expect(first.has_more).toBe(true);
      const before = first.hits.at(-1)?.id;
      const second = await searchMessages(core, reader, { text: "batterie", before });
      expect(second.hits[0]?.number).toBe(newest - limits.searchHits);
    }
  });

  test("finds one among all, by what only it says and by both", async () => {
    const one = ["La batterie numero00017"];
    for (const reader of [long.worker, admin]) {
      expect(await texts(reader, "numero00017")).toContain(one[0]);
      expect(await texts(reader, "numero00017 batterie")).toContain(one[0]);
    }
    expect(await texts(admin, "doyen batterie")).toEqual(["La batterie du doyen"]);
  });

  test("P5: finds the old and common of a small conversation for its own people, for nobody else", async () => {
    expect(await texts(short.customer, "batterie")).toEqual(["La batterie du doyen"]);
    expect(await texts(short.customer, "numero00017")).toEqual([]);
    expect(await texts(long.worker, "doyen")).toEqual([]);
  });

  test("finds what is older than all that it looks at, in the conversations of who asks", async () => {
    // A worker of both: their messages are too many to be read first, and the old one is beyond the newest.
    await database.owner.query(
      "insert into participant (conversation_id, member_id, organization_id, joined_at) values ($1, $2, $3, now())",
      [short.id, long.worker.id, short.organization_id],
    );
    const first = await texts(long.worker, "batterie", { until: "2000-01-01T00:00:00Z" });
    expect(first).toEqual([]);
    expect(await texts(long.worker, "batterie", { sender_id: short.customer.id })).toEqual([
      "La batterie du doyen",
    ]);
    await database.owner.query(
      "delete from participant where conversation_id = $1 and member_id = $2",
      [short.id, long.worker.id],
    );
  });

  test("P6: follows an edit and a deletion deep in it", async () => {
    const conversation_id = long.id;
    await editMessage(core, long.customer, {
      conversation_id,
      number: newest - 2,
      text: "Un alternateur",
    });
    await deleteMessage(core, long.customer, { conversation_id, number: newest - 1 });
    await indexed();
    for (const reader of [long.worker, admin]) {
      expect(await texts(reader, "alternateur")).toEqual(["Un alternateur"]);
      const { hits } = await searchMessages(core, reader, { text: "batterie" });
      expect(hits.slice(0, 2).map(({ number }) => number)).toEqual([newest, newest - 3]);
    }
    const { rows } = await database.owner.query(
      "select number from search_message where conversation_id = $1 and number >= $2 order by number",
      [long.id, newest - 2],
    );
    expect(rows).toEqual([{ number: newest - 2 }, { number: newest }]);
  });
});

describe("What a search reads", () => {
  const statement =
    "select * from search_messages($1, $2, null, $3, $4, 1, null, null, null, null, null, null, 31, 5000, 20000)";

  test.each(plannings)("is what a small conversation holds ($name)", async (planning) => {
    for (const analyzed of [false, true]) {
      if (analyzed) await database.owner.query("analyze");
      const values = [short.organization_id, short.customer.id, ["batterie"], [0]];
      for (const table of ["search_message", "search_posting", "message", "participant"]) {
        expect(await mostRowsRead(database, planning, table, statement, values)).toBeLessThan(10);
      }
    }
  });

  test.each(plannings)("is one posting of a rare word ($name)", async (planning) => {
    for (const analyzed of [false, true]) {
      if (analyzed) await database.owner.query("analyze");
      const values = [short.organization_id, null, ["doyen"], [0]];
      for (const table of ["search_message", "search_posting", "message"]) {
        const read = await mostRowsRead(database, planning, table, statement, values);
        expect(read).toBeGreaterThanOrEqual(1);
        expect(read).toBeLessThan(10);
      }
    }
  });

  test.each(plannings)(
    "of the vocabulary is the words that are asked for ($name)",
    async (planning) => {
      for (const analyzed of [false, true]) {
        if (analyzed) await database.owner.query("analyze");
        const read = await mostRowsRead(
          database,
          planning,
          "search_posting",
          "select * from search_terms($1, $2, $3, 40)",
          [
            short.organization_id,
            ["batterie", "numero1", "xylophone"],
            ["batteriez", "numero2", "y"],
          ],
        );
        expect(read).toBeGreaterThanOrEqual(41);
        expect(read).toBeLessThan(100);
      }
    },
  );
});
