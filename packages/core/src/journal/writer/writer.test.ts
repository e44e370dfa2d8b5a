import { limits, type Sent } from "@relais/protocol";
import type pg from "pg";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from "vitest";
import type { Core } from "../../core.ts";
import { RefusedError } from "../../errors.ts";
import { newId } from "../../ids.ts";
import { silentLog } from "../../log.ts";
import { sendMessage } from "../../message/send-message.ts";
import { advanceReceipt } from "../../receipt/advance-receipt.ts";
import {
  codeOf,
  type Conversation,
  createConversation,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../../testing/index.ts";
import type { JournalEntry } from "../entry.ts";
import { type PreparedCall, PreparedCalls } from "../../database/prepared-calls.ts";
import { Feed } from "../feed.ts";
import { Heads } from "../heads.ts";
import type { WriterDatabase } from "./write-plan.ts";
import { BatchWriter } from "./writer.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
});

const send = (text: string, client_id: string | null = newId(), by = core): Promise<Sent> =>
  sendMessage(by, room.customer, { conversation_id: room.id, text, client_id });

type Stored = { number: number; seq: number; text: string; client_id: string | null; id: string };

/** The texts of a conversation; the numbering of messages and of the journal has no hole. */
async function stored(conversationId = room.id): Promise<Stored[]> {
  const messages = await database.owner.query<Stored>(
    "select number, seq, text, client_id, id from message where conversation_id = $1 order by number",
    [conversationId],
  );
  const events = await database.owner.query<{ seq: number; type: string; number: number | null }>(
    "select seq, type, (data->>'number')::bigint as number from event where stream_id = $1 order by seq",
    [conversationId],
  );
  expect(messages.rows.map(({ number }) => number)).toEqual(
    messages.rows.map((_, index) => index + 1),
  );
  expect(events.rows.map(({ seq }) => seq)).toEqual(events.rows.map((_, index) => index + 1));
  const told = events.rows.filter(({ type }) => type === "message.sent");
  expect(told.map(({ seq, number }) => ({ seq, number }))).toEqual(
    messages.rows.map(({ seq, number }) => ({ seq, number })),
  );
  return messages.rows.filter(({ client_id }) => client_id !== null);
}

/** Holds every write to messages back until it is released. */
async function holdWrites(): Promise<() => Promise<void>> {
  const client = await database.owner.connect();
  await client.query("begin");
  await client.query("lock table message in share row exclusive mode");
  return async () => {
    await client.query("commit");
    client.release();
  };
}

async function untilWriterWaits(): Promise<number> {
  return vi.waitFor(async () => {
    const { rows } = await database.owner.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database()
       and application_name = 'relais-writer' and wait_event_type = 'Lock'`,
    );
    const [row] = rows;
    if (row === undefined) throw new Error("the writer does not wait");
    return row.pid;
  }, 10_000);
}

describe("P1: sent means on disk", () => {
  test("P1: a message is acknowledged only after its transaction was committed", async () => {
    const release = await holdWrites();
    let acknowledged = false;
    const sending = send("Bonjour").then((sent) => {
      acknowledged = true;
      return sent;
    });
    await untilWriterWaits();
    expect(acknowledged).toBe(false);
    await release();
    const sent = await sending;
    expect(await stored()).toMatchObject([{ id: sent.id, number: sent.number, seq: sent.seq }]);
  });

  test("P1: listeners hear of it only after the commit, in the order of the stream", async () => {
    const heard: JournalEntry[] = [];
    const stop = core.journal.feed.listen((entries) => heard.push(...entries));
    const release = await holdWrites();
    const sending = Promise.all(Array.from({ length: 5 }, (_, index) => send(`${index}`)));
    await untilWriterWaits();
    expect(heard).toEqual([]);
    await release();
    await sending;
    stop();
    const seqs = heard.map(({ seq }) => seq);
    expect(seqs).toHaveLength(5);
    expect(seqs).toEqual(seqs.toSorted((one, two) => one - two));
  });
});

describe("P2: exactly once, in one order", () => {
  test("P2: messages are numbered in the order in which they were sent", async () => {
    const texts = Array.from({ length: 600 }, (_, index) => `message ${index}`);
    const sent = await Promise.all(texts.map((text) => send(text)));
    expect((await stored()).map(({ text }) => text)).toEqual(texts);
    const numbers = sent.map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((one, two) => one - two));
  });

  test("P2: what arrives while a batch is committed becomes one transaction", async () => {
    const release = await holdWrites();
    const first = send("the first");
    await untilWriterWaits();
    const rest = Array.from({ length: 100 }, (_, index) => send(`${index}`));
    await expect.poll(() => core.journal.writer.depth).toBe(100);
    await release();
    await Promise.all([first, ...rest]);
    const { rows } = await database.owner.query<{ count: number }>(
      `select count(distinct transaction_id) from event
       where stream_id = $1 and type = 'message.sent' and data ->> 'kind' = 'text'`,
      [room.id],
    );
    expect(rows[0]?.count).toBe(2);
  });

  test("P2: a resend is answered as the first time and stored once", async () => {
    const first = await send("Bonjour", "one");
    expect(await send("Bonjour", "one")).toEqual(first);
    expect(await stored()).toHaveLength(1);
  });

  test("P2: a resend in the same batch, among others, is answered as the first time", async () => {
    const sent = await Promise.all([
      send("a", "a"),
      send("b", "b"),
      send("a", "a"),
      send("c", "c"),
      send("b", "b"),
    ]);
    expect(sent[2]).toEqual(sent[0]);
    expect(sent[4]).toEqual(sent[1]);
    expect((await stored()).map(({ text }) => text)).toEqual(["a", "b", "c"]);
  });

  test("P2: the same client_id with another text is refused, its neighbours are not", async () => {
    await send("Bonjour", "one");
    const [before, reused, after] = await Promise.allSettled([
      send("avant"),
      send("Bonsoir", "one"),
      send("après"),
    ]);
    expect([before.status, after.status]).toEqual(["fulfilled", "fulfilled"]);
    expect(reused).toMatchObject({ status: "rejected", reason: { code: "client_id_reused" } });
    expect((await stored()).map(({ text }) => text)).toEqual(["Bonjour", "avant", "après"]);
  });

  test("P2: the same client_id of another sender, or in another conversation, is another message", async () => {
    const first = await send("Bonjour", "one");
    const answered = await sendMessage(core, room.worker, {
      conversation_id: room.id,
      text: "Bonsoir",
      client_id: "one",
    });
    expect(answered.number).toBe(first.number + 1);
    const other = await createConversation(core, database, room.organization_id);
    const elsewhere = await sendMessage(core, other.customer, {
      conversation_id: other.id,
      text: "Ici",
      client_id: "one",
    });
    expect(elsewhere.id).not.toBe(first.id);
  });

  test("P2: a resend after the conversation closed is answered as the first time", async () => {
    const first = await send("Bonjour", "one");
    await database.owner.query("update conversation set closed_at = now() where id = $1", [
      room.id,
    ]);
    core.rosters.forget([room.id]);
    expect(await send("Bonjour", "one")).toEqual(first);
    expect(await codeOf(send("Trop tard"))).toBe("conversation_closed");
  });
});

describe("P2: two servers on one conversation", () => {
  let second: Core;
  beforeAll(async () => {
    second = await testCore(database);
  });
  afterAll(() => second.close());

  test("P2: both number without a gap, and each is answered for itself", async () => {
    const from = (by: Core, name: string) =>
      Promise.all(Array.from({ length: 150 }, (_, index) => send(`${name}${index}`, newId(), by)));
    const [ours, theirs] = await Promise.all([from(core, "a"), from(second, "b")]);
    const rows = await stored();
    expect(rows).toHaveLength(300);
    const byNumber = new Map(rows.map((row) => [row.number, row]));
    for (const [name, sents] of [
      ["a", ours],
      ["b", theirs],
    ] as const) {
      sents.forEach((sent, index) => {
        expect(byNumber.get(sent.number)).toMatchObject({ id: sent.id, text: `${name}${index}` });
      });
    }
  });

  test("P2: a resend at another server, at the same moment, is one message", async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = newId();
      const [one, two] = await Promise.all([send("Bonjour", id), send("Bonjour", id, second)]);
      expect(one).toEqual(two);
    }
    expect(await stored()).toHaveLength(10);
  });

  test("P2: commands and the writer number the same stream without a gap", async () => {
    const { changeStatus } = await import("../../case/change-status.ts");
    const sending = Promise.all(Array.from({ length: 60 }, (_, index) => send(`${index}`)));
    for (const status of ["en_route", "arrived", "in_progress"]) {
      await changeStatus(second, room.worker, room.case.id, { status });
    }
    await sending;
    expect(await stored()).toHaveLength(60);
  });

  test("a receipt for what another server wrote is not cut", async () => {
    await send("un");
    const sent = await send("deux", newId(), second);
    await advanceReceipt(core, room.worker, { conversation_id: room.id, read: sent.number });
    const { rows } = await database.owner.query(
      "select read_number from participant where conversation_id = $1 and member_id = $2",
      [room.id, room.worker.id],
    );
    expect(rows).toEqual([{ read_number: sent.number }]);
  });
});

/** Past the policy, as nothing else can: what the rules let through must not harm others either. */
function submit(text: string, writer = core.journal.writer, client_id: string | null = newId()) {
  return new Promise<Sent>((settle, fail) => {
    writer.submit({
      kind: "message",
      organization_id: room.organization_id,
      conversation_id: room.id,
      id: newId(),
      sender_id: room.customer.id,
      text,
      client_id,
      reply_to: null,
      settle,
      fail,
    });
  });
}

describe("One bad row", () => {
  test("never fails its neighbours", async () => {
    const outcomes = await Promise.allSettled([
      submit("avant"),
      submit("a byte that no text may hold: \u0000"),
      submit("après"),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect((await stored()).map(({ text }) => text)).toEqual(["avant", "après"]);
  });

  test("of another organization than it says never fails its neighbours, and is not written", async () => {
    const other = await createConversation(core, database);
    const forged = new Promise<Sent>((settle, fail) => {
      core.journal.writer.submit({
        kind: "receipt",
        organization_id: room.organization_id,
        conversation_id: other.id,
        member_id: other.worker.id,
        delivered: 1,
        read: 1,
        settle: () => settle({ id: "", number: 0, seq: 0, created_at: "" }),
        fail,
      });
    });
    const [before] = await Promise.allSettled([submit("avant"), forged]);
    expect(before.status).toBe("fulfilled");
    const { rows } = await database.owner.query(
      "select read_number from participant where conversation_id = $1 and member_id = $2",
      [other.id, other.worker.id],
    );
    expect(rows).toEqual([{ read_number: 0 }]);
  });
});

describe("The queue", () => {
  test("says busy beyond its bound, and what it took is written", async () => {
    const { pool } = core;
    const calls = new PreparedCalls(pool);
    onTestFinished(() => calls.close());
    const writer = new BatchWriter({
      calls,
      pool,
      heads: new Heads(pool),
      feed: new Feed(),
      now: core.now,
      log: silentLog,
    });
    const release = await holdWrites();
    const first = submit("the first", writer);
    // The first is a batch of its own; the queue behind it is filled to the brim.
    await expect.poll(() => writer.depth).toBe(0);
    const taken = Array.from({ length: limits.queuedWrites }, (_, index) =>
      submit(`${index}`, writer),
    );
    const refused = await Promise.allSettled([submit("too much", writer), submit("again", writer)]);
    for (const outcome of refused) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "busy" } });
    }
    await release();
    await Promise.all([first, ...taken]);
    await writer.drained();
    expect(await stored()).toHaveLength(limits.queuedWrites + 1);
  }, 60_000);
});

describe("A lost answer", () => {
  /** Calls of which the next one loses its answer after, or before, its commit. */
  function losing(moment: "after" | "before"): {
    calls: WriterDatabase["calls"];
    lost: () => number;
  } {
    let lost = 0;
    const real = new PreparedCalls(core.pool);
    onTestFinished(() => real.close());
    const run = async (calls: readonly PreparedCall[]) => {
      if (lost > 0) return real.run(calls);
      lost += 1;
      if (moment === "after") await real.run(calls);
      throw new Error("Connection terminated unexpectedly");
    };
    return { calls: { run }, lost: () => lost };
  }

  function writerOver(calls: WriterDatabase["calls"]): { writer: BatchWriter; woken: string[] } {
    const feed = new Feed();
    const woken: string[] = [];
    feed.listenToWakes((ids) => woken.push(...ids));
    const writer = new BatchWriter({
      calls,
      pool: core.pool,
      heads: new Heads(core.pool),
      feed,
      now: core.now,
      log: silentLog,
    });
    return { writer, woken };
  }

  test.each(["after", "before"] as const)(
    "P2: %s the commit, a message with a client_id is stored once and answered rightly",
    async (moment) => {
      const { calls, lost } = losing(moment);
      const { writer, woken } = writerOver(calls);
      const sent = await Promise.all([submit("a", writer), submit("b", writer)]);
      await writer.drained();
      expect(lost()).toBe(1);
      expect(await stored()).toMatchObject(
        sent.map(({ id, number, seq }) => ({ id, number, seq })),
      );
      // Nobody was told by the lost answer: listeners must look themselves.
      expect(woken).toContain(room.id);
    },
  );

  test.each(["after", "before"] as const)(
    "P2: %s the commit, a message without a client_id is never written twice; its sender is told to look",
    async (moment) => {
      const { calls } = losing(moment);
      const { writer } = writerOver(calls);
      const [outcome] = await Promise.allSettled([submit("a", writer, null)]);
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "busy" } });
      const { rows } = await database.owner.query(
        "select from message where conversation_id = $1 and text = 'a'",
        [room.id],
      );
      expect(rows).toHaveLength(moment === "after" ? 1 : 0);
    },
  );

  test("P2: sessions that are ended in the middle of their work lose and double nothing", async () => {
    const total = 400;
    let sentCount = 0;
    const keepSending = async (index: number): Promise<Sent> => {
      const id = `client-${index}`;
      for (;;) {
        try {
          const sent = await send(`message ${index}`, id);
          sentCount += 1;
          return sent;
        } catch (error) {
          if (!(error instanceof RefusedError) || error.code !== "busy") throw error;
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      }
    };
    const sending = Promise.all(
      Array.from({ length: 20 }, async (_, lane) => {
        const sents: Sent[] = [];
        for (let index = lane; index < total; index += 20) sents.push(await keepSending(index));
        return sents;
      }),
    );
    let ended = 0;
    // Ended again only after some were sent: a session must live long enough to be in the middle of work.
    for (let after = 1; after < total; after += 10) {
      await vi.waitFor(() => expect(sentCount).toBeGreaterThanOrEqual(after), {
        timeout: 30_000,
        interval: 1,
      });
      const { rowCount } = await database.owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'relais-writer'`,
      );
      ended += rowCount ?? 0;
    }
    const sents = (await sending).flat();
    const rows = await stored();
    expect(ended).toBeGreaterThan(0);
    expect(rows).toHaveLength(total);
    expect(new Set(rows.map(({ client_id }) => client_id)).size).toBe(total);
    expect(new Set(sents.map(({ id }) => id))).toEqual(new Set(rows.map(({ id }) => id)));
  }, 60_000);

  test("a database that cannot be reached is answered busy, everybody soon", async () => {
    const refuse = () => Promise.reject(new Error("connect ECONNREFUSED"));
    const pool = { query: refuse, connect: refuse } as unknown as pg.Pool;
    const heads = new Heads(pool);
    const feed = new Feed();
    const calls = new PreparedCalls(pool);
    const writer = new BatchWriter({ calls, pool, heads, feed, now: core.now, log: silentLog });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 300 }, (_, index) => submit(`${index}`, writer)),
    );
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "busy" } });
    }
  });
});

test("A listener that fails does not turn a stored message into a refused one", async () => {
  const stop = core.journal.feed.listen(() => {
    throw new Error("a mistake of ours");
  });
  try {
    const sent = await send("Bonjour");
    expect(await stored()).toMatchObject([{ id: sent.id }]);
  } finally {
    stop();
  }
  await send("encore");
});
