import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Counter, limits } from "@relais/protocol";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "../actor.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { organizationsLiteral } from "../database/scope.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import { notificationCounter } from "../notification/counter-consumer.ts";
import { listCounters } from "../notification/counters.ts";
import { advanceReceipt } from "../receipt/advance-receipt.ts";
import {
  addParticipants,
  type Conversation,
  createConversation,
  memoryFiles,
  readyFile,
  startTestDatabase,
  type TestDatabase,
  testCore,
  voices,
} from "../testing/index.ts";
import type { Job } from "../testing/send-and-die.fixture.ts";
import type { Consumer } from "./consumer.ts";
import { type RunningConsumers, startConsumers } from "./start-consumers.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;
let running: RunningConsumers | undefined;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { files: memoryFiles().means });
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const send = (actor: Actor, text = "Bonjour", by = core) =>
  sendMessage(by, actor, { conversation_id: room.id, text, client_id: newId() });

async function counterOf(actor: Actor): Promise<Counter | undefined> {
  return (await listCounters(core, actor)).find((one) => one.conversation_id === room.id);
}

/** The counter, once it says this: counters follow the messages within moments. */
async function untilUnread(actor: Actor, unread: number): Promise<Counter> {
  return vi.waitFor(
    async () => {
      const counter = await counterOf(actor);
      expect(counter?.unread).toBe(unread);
      if (counter === undefined) throw new Error("there is no counter");
      return counter;
    },
    { timeout: 10_000, interval: 20 },
  );
}

/** Runs until nothing is left, without a runner. */
async function runAll(by = core, organization = room.organization_id): Promise<void> {
  while ((await notificationCounter.run(by, organization)).more);
}

test("P6: an event that does not concern a reaction does not run it, and the one that does is not missed for it", async () => {
  const looked: string[] = [];
  const mentioned: Consumer = {
    name: "test_concerned",
    concerns: ({ json }) => json.includes("Moussa"),
    async run(by, organizationId) {
      looked.push(organizationId);
      return notificationCounter.run(by, organizationId);
    },
  };
  running = startConsumers(core, [mentioned]);
  // What was committed before it lived is looked at once, by organization.
  await expect.poll(() => looked).toContain(room.organization_id);
  await untilUnread(room.worker, 0);
  looked.length = 0;
  await send(room.customer, "Bonjour");
  await send(room.customer, "Bonjour Moussa");
  await expect.poll(() => looked).toContain(room.organization_id);
  await untilUnread(room.worker, 2);
  const before = looked.length;
  await send(room.customer, "Vous êtes là ?");
  await send(room.customer, "Moussa ?");
  await untilUnread(room.worker, 4);
  expect(looked.length).toBe(before + 1);
});

describe("P6: the notification counter", () => {
  test("P6: counts what others wrote, and shows the newest message", async () => {
    running = startConsumers(core);
    await send(room.customer, "un");
    const { created_at, number } = await send(room.customer, "deux");
    // The announcement of the acceptance was the first message.
    expect(await untilUnread(room.worker, 2)).toEqual({
      conversation_id: room.id,
      unread: 2,
      last_number: number,
      preview: {
        number,
        sender_id: room.customer.id,
        text: "deux",
        deleted: false,
        system: null,
        created_at,
      },
    });
    await untilUnread(room.customer, 1);
  });

  test("P6: shows the announcement of the machine with its note", async () => {
    await runAll();
    expect((await counterOf(room.customer))?.preview).toMatchObject({
      number: 1,
      sender_id: room.worker.id,
      text: "Moussa Keïta a accepté votre demande.",
      system: { name: "status", status: "accepted" },
    });
  });

  test("P6: cuts the preview", async () => {
    await send(room.customer, "é".repeat(500));
    await runAll();
    expect((await counterOf(room.worker))?.preview?.text).toBe("é".repeat(140));
  });

  test("N13.6: says that a message is a voice note, and how long, to lists and to those who listen", async () => {
    const told: Counter[][] = [];
    const stop = core.counters.listen((memberId, counters) => {
      if (memberId === room.worker.id) told.push(counters);
    });
    const recording = await voices.recorded();
    const id = await readyFile(core, room.customer, room.id, recording, {
      voice: { waveform: null },
    });
    await sendMessage(core, room.customer, {
      conversation_id: room.id,
      text: "",
      client_id: newId(),
      attachments: [id],
    });
    await runAll();
    stop();
    expect((await counterOf(room.worker))?.preview).toMatchObject({ text: "", voice_ms: 3_000 });
    expect(told.flat().at(-1)?.preview).toMatchObject({ text: "", voice_ms: 3_000 });
    await send(room.customer, "Voilà");
    await runAll();
    expect((await counterOf(room.worker))?.preview).not.toHaveProperty("voice_ms");
  });

  test("P6: goes down as people read, and never counts a message twice", async () => {
    running = startConsumers(core);
    for (let index = 0; index < 5; index += 1) await send(room.customer);
    await untilUnread(room.worker, 5);
    await advanceReceipt(core, room.worker, { conversation_id: room.id, read: 4 });
    await untilUnread(room.worker, 2);
    await send(room.worker);
    await send(room.customer);
    await untilUnread(room.worker, 3);
    await advanceReceipt(core, room.worker, { conversation_id: room.id, delivered: 8 });
    await send(room.customer);
    await untilUnread(room.worker, 4);
    await advanceReceipt(core, room.worker, { conversation_id: room.id, read: 9 });
    await untilUnread(room.worker, 0);
  });

  test("P6: is what a fresh load of the conversation counts, whatever happened in between", async () => {
    const people = [room.customer, room.worker];
    for (let round = 0; round < 8; round += 1) {
      for (const actor of people) {
        await Promise.all(Array.from({ length: round }, () => send(actor)));
        const read = Math.floor(((await counterOf(actor))?.last_number ?? 0) * (round / 9));
        await advanceReceipt(core, actor, { conversation_id: room.id, read });
      }
      if (round % 3 !== 0) await runAll();
    }
    await runAll();
    for (const actor of people) {
      const { unread, last_number } = await openConversation(core, actor, room.id);
      expect(await counterOf(actor)).toMatchObject({ unread, last_number });
    }
  });

  test("P6: what it wrote is told in this process, to each their own", async () => {
    const told = new Map<string, Counter[]>();
    const stop = core.counters.listen((memberId, counters) => {
      told.set(memberId, [...(told.get(memberId) ?? []), ...counters]);
    });
    await send(room.customer);
    await runAll();
    stop();
    expect(told.get(room.worker.id)?.at(-1)).toEqual(await counterOf(room.worker));
    expect(told.get(room.customer.id)?.at(-1)).toEqual(await counterOf(room.customer));
    expect(told.size).toBe(2);
  });

  test("P6: a run without news writes nothing", async () => {
    await runAll();
    const version = async () => {
      const { rows } = await database.owner.query<{ written: string }>(
        "select xmin::text || ctid::text as written from consumer_cursor where organization_id = $1",
        [room.organization_id],
      );
      return rows;
    };
    const before = await version();
    expect(await notificationCounter.run(core, room.organization_id)).toEqual({
      progressed: false,
      more: false,
    });
    expect(await version()).toEqual(before);
  });
});

describe("P6: rooms of very many", () => {
  beforeEach(async () => {
    await addParticipants(database, room, limits.intimateParticipants);
    core.rosters.forget([room.id]);
  });

  test("P6: have no counter rows, however many messages come", async () => {
    await send(room.customer);
    await runAll();
    const { rows } = await database.owner.query(
      "select from notification_counter where conversation_id = $1",
      [room.id],
    );
    expect(rows).toEqual([]);
  });

  test("P6: are counted when somebody asks", async () => {
    const { number } = await send(room.customer, "à tous");
    expect(await counterOf(room.worker)).toMatchObject({
      unread: 1,
      last_number: number,
      preview: { text: "à tous" },
    });
    await advanceReceipt(core, room.worker, { conversation_id: room.id, read: number });
    expect(await counterOf(room.worker)).toMatchObject({ unread: 0, last_number: number });
  });
});

describe("P6: nothing is dropped", () => {
  test("P6: a server killed between commit and reaction: the next one reacts", async () => {
    const texts = ["un", "deux", "trois"];
    const job: Job = {
      target: database.target,
      sender: room.customer,
      conversation_id: room.id,
      texts,
    };
    const fixture = fileURLToPath(new URL("../testing/send-and-die.fixture.ts", import.meta.url));
    const acknowledged = await new Promise<string>((resolve) => {
      execFile(process.execPath, [fixture, JSON.stringify(job)], (error, stdout) => {
        expect(error?.signal).toBe("SIGKILL");
        resolve(stdout);
      });
    });
    expect(acknowledged.trim().split("\n")).toHaveLength(texts.length);
    expect((await counterOf(room.worker))?.unread).toBe(0);
    running = startConsumers(core);
    const counter = await untilUnread(room.worker, texts.length);
    expect(counter.preview?.text).toBe("trois");
  }, 30_000);

  test("P6: a transaction that was numbered early and committed late is not passed over", async () => {
    await runAll();
    // Another server's transaction: its number is taken, its commit is yet to come.
    const late = await createConversation(core, database, room.organization_id);
    await runAll();
    const slow = await database.owner.connect();
    try {
      await slow.query("begin");
      await slow.query(`select set_config('relais.organizations', $1, true)`, [
        organizationsLiteral([room.organization_id]),
      ]);
      const [id, { organization_id, customer }] = [newId(), late];
      await slow.query(
        `insert into message (conversation_id, number, organization_id, id, seq, kind, sender_id, text, client_id, created_at)
           values ($1, 2, $2, $3, 5, 'text', $4, 'tard', 'late', now())`,
        [late.id, organization_id, id, customer.id],
      );
      await slow.query(
        `insert into event (stream_id, seq, organization_id, type, actor_id, at, data)
           values ($1, 5, $2, 'message.sent', $4, now(),
             json_build_object('id', $3::uuid, 'number', 2, 'kind', 'text', 'text', 'tard', 'system', null, 'client_id', 'late'))`,
        [late.id, organization_id, id, customer.id],
      );
      await send(room.customer, "plus tôt sur le disque");
      // Read now, the later number would be taken for the newest and the earlier one never looked at.
      expect(await notificationCounter.run(core, room.organization_id)).toEqual({
        progressed: false,
        more: true,
      });
      await slow.query("commit");
    } finally {
      slow.release(true);
    }
    await runAll();
    expect((await counterOf(room.worker))?.unread).toBe(1);
    const theirs = (await listCounters(core, late.worker)).find(
      ({ conversation_id }) => conversation_id === late.id,
    );
    expect(theirs).toMatchObject({ unread: 1, preview: { text: "tard" } });
  });

  test("P6: the runner waits for such a transaction by itself", async () => {
    running = startConsumers(core);
    await untilUnread(room.worker, 0);
    const slow = await database.owner.connect();
    await slow.query("begin");
    await slow.query("select pg_current_xact_id()");
    await send(room.customer);
    const { promise: seen, resolve } = Promise.withResolvers<void>();
    const stop = core.counters.listen((memberId) => memberId === room.worker.id && resolve());
    await slow.query("commit");
    slow.release();
    await seen;
    stop();
    await untilUnread(room.worker, 1);
  }, 20_000);

  test("P6: a reaction that fails is tried again, and done once", async () => {
    let failures = 0;
    const failing: Consumer = {
      name: notificationCounter.name,
      async run(by, organizationId) {
        if (organizationId === room.organization_id && failures < 3) {
          failures += 1;
          throw new Error("not today");
        }
        return notificationCounter.run(by, organizationId);
      },
    };
    running = startConsumers(core, [failing]);
    await send(room.customer);
    await untilUnread(room.worker, 1);
    expect(failures).toBe(3);
  });

  test("P6: sessions that are ended in the middle of a run neither drop nor double", async () => {
    running = startConsumers(core);
    let ending = true;
    const ended = (async () => {
      while (ending) {
        await database.owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and query like '%count_notifications%' and pid <> pg_backend_pid()`,
        );
      }
    })();
    for (let index = 0; index < 60; index += 1) {
      await send(room.customer).catch(() => send(room.customer));
    }
    ending = false;
    await ended;
    const open = () => openConversation(core, room.worker, room.id);
    // The last session that was ended may be the one that this borrows.
    const { last_number } = await open().catch(open);
    await untilUnread(room.worker, last_number - 1);
  }, 30_000);

  test("P6: two servers share the work without counting anything twice", async () => {
    const second = await testCore(database);
    const theirs = startConsumers(second);
    running = startConsumers(core);
    try {
      await Promise.all(
        Array.from({ length: 120 }, (_, index) =>
          send(room.customer, `${index}`, index % 2 === 0 ? core : second),
        ),
      );
      await untilUnread(room.worker, 120);
    } finally {
      await theirs.stop();
      await second.close();
    }
  }, 20_000);

  test("P6: what another process commits without a word is found by looking", async () => {
    running = startConsumers(core);
    await untilUnread(room.worker, 0);
    const second = await testCore(database);
    try {
      await send(room.customer, "sans bruit", second);
    } finally {
      await second.close();
    }
    // A wake names streams only; it makes the runner look everywhere.
    core.journal.feed.wake([room.id]);
    await untilUnread(room.worker, 1);
  }, 20_000);
});

describe("A runner", () => {
  /** A consumer that only says when it ran. */
  function recording() {
    const runs: string[] = [];
    const consumer: Consumer = {
      name: `recording-${newId()}`,
      run: async (_core, organization) => {
        runs.push(organization);
        return { progressed: true, more: false };
      },
    };
    return {
      consumer,
      own: () => runs.filter((organization) => organization === room.organization_id),
    };
  }

  test("gathers while many write and nobody looks, and is at it as soon as somebody does", async () => {
    const { consumer, own } = recording();
    running = startConsumers(core, [{ ...consumer, awaited: () => false }]);
    await Promise.all(Array.from({ length: 150 }, () => send(room.customer)));
    await expect.poll(() => own().length).toBeGreaterThan(0);
    await send(room.customer);
    const before = own().length;
    core.counters.follow(room.organization_id);
    // The rest would be five seconds.
    await vi.waitFor(() => expect(own().length).toBeGreaterThan(before), { timeout: 3_000 });
  });

  test("gathers a whole helping where one run would not look at all of it", async () => {
    const { consumer, own } = recording();
    const slices = { ...consumer, eventsAtOnce: 10, helpingMs: 3_600_000, spacingMs: 1 };
    running = startConsumers(core, [slices]);
    await expect.poll(() => own().length).toBeGreaterThan(0);
    await Promise.all(Array.from({ length: 150 }, () => send(room.customer)));
    await expect.poll(() => own().length).toBeGreaterThan(1);
    await Promise.all(Array.from({ length: 150 }, () => send(room.customer)));
    await send(room.customer);
    await running.stop();
    expect(own().length).toBeLessThan(5);
  });

  test("that is searched is up to date when a search asks, and by nothing else of it", async () => {
    const { consumer, own } = recording();
    let left = 3;
    const working: Consumer = {
      ...consumer,
      helpingMs: 3_600_000,
      spacingMs: 3_600_000,
      searched: true,
      async run(by, organization) {
        const run = await consumer.run(by, organization);
        if (organization === room.organization_id) left = Math.max(0, left - 1);
        return { ...run, more: left > 0 };
      },
    };
    running = startConsumers(core, [working]);
    await expect.poll(() => left).toBeLessThan(3);
    await core.searches.ask(room.organization_id);
    expect(left).toBe(0);
    const before = own().length;
    await core.searches.ask(room.organization_id);
    expect(own().length).toBe(before + 1);
    await running.stop();
    await core.searches.ask(room.organization_id);
    expect(own().length).toBe(before + 1);
  });

  test("that fails does not hold up whoever searches", async () => {
    let runs = 0;
    const failing: Consumer = {
      name: `failing-${newId()}`,
      searched: true,
      run: async () => {
        runs += 1;
        throw new Error("no");
      },
    };
    running = startConsumers(core, [failing]);
    await core.searches.ask(room.organization_id);
    expect(runs).toBeGreaterThan(0);
  });

  test("gathers what comes while it works: many messages are few runs", async () => {
    const { consumer, own } = recording();
    running = startConsumers(core, [consumer]);
    await expect.poll(() => own().length).toBeGreaterThan(0);
    for (let index = 0; index < 100; index += 1) await send(room.customer);
    await expect.poll(() => own().length).toBeGreaterThan(1);
    await running.stop();
    expect(own().length).toBeLessThan(50);
  });

  test("visits every organization when it starts, and starts nothing once stopped", async () => {
    const other = await createConversation(core, database);
    const seen = new Set<string>();
    running = startConsumers(core, [
      {
        name: `seeing-${newId()}`,
        run: async (_core, organization) => {
          seen.add(organization);
          return { progressed: false, more: false };
        },
      },
    ]);
    await expect
      .poll(() => [...seen])
      .toEqual(expect.arrayContaining([room.organization_id, other.organization_id]));
    await running.stop();
    seen.clear();
    await send(room.customer);
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen.size).toBe(0);
  });
});

test("P6: the cursor moves with the effect or not at all", async () => {
  await runAll();
  const cursor = async () => {
    const { rows } = await database.owner.query<{ at: string }>(
      "select transaction_id::text as at from consumer_cursor where organization_id = $1",
      [room.organization_id],
    );
    return rows[0]?.at;
  };
  const before = await cursor();
  await send(room.customer);
  const client = await core.pool.connect();
  try {
    await client.query("begin");
    await client.query("select count_notifications($1, 5000, 50, null)", [room.organization_id]);
    await client.query("rollback");
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
  } finally {
    client.release();
  }
  expect(await cursor()).toBe(before);
  expect((await counterOf(room.worker))?.unread).toBe(0);
  await runAll();
  expect(await cursor()).not.toBe(before);
  expect((await counterOf(room.worker))?.unread).toBe(1);
});
