import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { type Log, silentLog } from "../log.ts";
import { sendMessage } from "../message/send-message.ts";
import { notificationCounter } from "../notification/counter-consumer.ts";
import { listCounters } from "../notification/counters.ts";
import {
  type Conversation,
  createConversation,
  createOrganization,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { loadEpoch, settleEpoch } from "./epoch.ts";

describe("N35.1: the epoch of a journal", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await startTestDatabase();
    await settleEpoch(database.target, silentLog);
  });
  afterEach(() => database.stop());

  /** What the next start of a server makes of it. */
  async function started(): Promise<{ epoch: string; said: string[] }> {
    const said: string[] = [];
    const log: Log = { ...silentLog, warn: (_, text) => void said.push(text ?? "") };
    await settleEpoch(database.target, log);
    return { epoch: await loadEpoch(database.target), said };
  }

  test("stays from one start to the next, and for servers that start together", async () => {
    const before = await loadEpoch(database.target);
    const together = await Promise.all([started(), started(), started()]);
    expect(new Set(together.map(({ epoch }) => epoch))).toEqual(new Set([before]));
    expect(together.flatMap(({ said }) => said)).toEqual([]);
  });

  test("is another one once a backup was put in the place of the database, and the operator is told", async () => {
    const before = await loadEpoch(database.target);
    const backup = await database.backUp();
    expect((await started()).epoch).toBe(before);
    await backup.restore();
    const restored = await started();
    expect(restored.epoch).not.toBe(before);
    expect(restored.said).toEqual([expect.stringContaining("was restored")]);
    // The same backup a second time is another life again.
    await backup.restore();
    expect([before, restored.epoch]).not.toContain((await started()).epoch);
  });

  test("is another one once the rows were put into the tables that were there", async () => {
    const before = await loadEpoch(database.target);
    await database.owner.query(
      `create temp table kept as select * from journal_epoch; truncate journal_epoch;
       insert into journal_epoch select * from kept`,
    );
    expect((await started()).epoch).not.toBe(before);
  });

  test("is that of all servers that start together after a restore", async () => {
    await (await database.backUp()).restore();
    const together = await Promise.all([started(), started(), started()]);
    expect(new Set(together.map(({ epoch }) => epoch)).size).toBe(1);
    expect(together.flatMap(({ said }) => said)).toHaveLength(1);
  });

  test("is kept from the server itself: the runtime role may neither read nor draw it", async () => {
    await expect(
      database.owner.query("set role relais_runtime; select settle_epoch('mine')"),
    ).rejects.toThrow("permission denied");
    await database.owner.query("reset role");
  });
});

describe("P6: a journal that was put into a PostgreSQL of fewer transactions", () => {
  let database: TestDatabase;
  let core: Core;
  let room: Conversation;
  beforeEach(async () => {
    database = await startTestDatabase();
    await settleEpoch(database.target, silentLog);
    core = await testCore(database);
    room = await createConversation(core, database, await createOrganization(database));
  });
  afterEach(async () => {
    await core.close();
    await database.stop();
  });

  const say = (actor: Actor, text: string) =>
    sendMessage(core, actor, { conversation_id: room.id, text, client_id: newId() });
  const count = async () => {
    while ((await notificationCounter.run(core, room.customer.organization_id)).more);
    const counters = await listCounters(core, room.worker);
    return counters.find(({ conversation_id }) => conversation_id === room.id)?.unread ?? 0;
  };
  /** As if all that is there had been written by transactions far ahead of this PostgreSQL's. */
  const age = async (by: number) => {
    const on = `transaction_id = (transaction_id::text::bigint + ${by})::text::xid8`;
    await database.owner.query(
      `set session_replication_role = replica;
       update event set ${on};
       update consumer_cursor set ${on} where transaction_id > '0'::xid8;
       reset session_replication_role`,
    );
  };
  const restart = async () => {
    await core.close();
    await (await database.backUp()).restore();
    await settleEpoch(database.target, silentLog);
    core = await testCore(database);
  };

  test("has reactions that go on: to what they had not read, once, and to what is written from then on", async () => {
    await say(room.customer, "Un");
    expect(await count()).toBe(1);
    await say(room.customer, "Deux");
    await age(4_000_000_000);
    await restart();
    expect(await count()).toBe(2);
    await say(room.customer, "Trois");
    expect(await count()).toBe(3);
    // And again, into an even younger one.
    await age(4_000_000_000);
    await restart();
    await say(room.customer, "Quatre");
    expect(await count()).toBe(4);
    expect(await count()).toBe(4);
  });
});
