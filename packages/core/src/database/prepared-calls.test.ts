import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { startTestDatabase, type TestDatabase } from "../testing/index.ts";
import { ownerConfig } from "./connection.ts";
import { PreparedCalls } from "./prepared-calls.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await database.owner.query("create table called (what text, number bigint unique)");
  await database.owner.query(
    `create function note_call(what text, number bigint) returns void language sql
       as 'insert into called values (what, number)'`,
  );
}, 60_000);

afterAll(() => database.stop());
beforeEach(() => database.owner.query("truncate called"));

const text = "select note_call($1, $2)";
const note = (what: string | null, number: number | null) =>
  ({ name: "note_call", text, values: [what, number === null ? null : String(number)] }) as const;

function openCalls(max = 2): { calls: PreparedCalls; pool: pg.Pool } {
  const pool = new pg.Pool({ ...ownerConfig(database.target), max, application_name: "calls" });
  // A session that is ended is what some of these tests are about.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const calls = new PreparedCalls(pool);
  onTestFinished(async () => {
    calls.close();
    await pool.end();
  });
  return { calls, pool };
}

async function called(): Promise<unknown[]> {
  const { rows } = await database.owner.query("select what, number from called order by number");
  return rows;
}

test("Values arrive as they are: nothing, empty, quotes, every alphabet, and very long", async () => {
  const { calls } = openCalls();
  const long = "é🛠".repeat(20_000);
  for (const [number, what] of [null, "", 'it\'s "so" \\ {a,b}', "Ɛ̀ 你好 🛠️", long].entries()) {
    await calls.run([note(what, number)]);
  }
  expect(await called()).toEqual([
    { what: null, number: 0 },
    { what: "", number: 1 },
    { what: 'it\'s "so" \\ {a,b}', number: 2 },
    { what: "Ɛ̀ 你好 🛠️", number: 3 },
    { what: long, number: 4 },
  ]);
});

test("A refusal is the database's own answer, and the connection goes on", async () => {
  const { calls, pool } = openCalls();
  await calls.run([note("first", 1)]);
  await expect(calls.run([note("again", 1)])).rejects.toMatchObject({
    code: "23505",
    constraint: "called_number_key",
  });
  await calls.run([note("second", 2)]);
  expect(await called()).toHaveLength(2);
  expect(pool.totalCount).toBe(1);
});

test("A statement that cannot be prepared is refused, and so is the next call of it", async () => {
  const { calls } = openCalls();
  const unknown = { name: "nobody", text: "select nobody($1)", values: ["x"] };
  for (const _ of [1, 2])
    await expect(calls.run([unknown])).rejects.toMatchObject({ code: "42883" });
  await calls.run([note("first", 1)]);
});

test("Several are one transaction: all of them in their order, or none", async () => {
  const { calls } = openCalls();
  await calls.run([note("a", 1), note("b", 2), note(null, 3)]);
  expect(await called()).toEqual([
    { what: "a", number: 1 },
    { what: "b", number: 2 },
    { what: null, number: 3 },
  ]);
  await expect(calls.run([note("c", 4), note("b", 2), note("d", 5)])).rejects.toMatchObject({
    code: "23505",
  });
  expect(await called()).toHaveLength(3);
  // What one of them sets for the transaction ends with it.
  const set = { name: "set", text: "select set_config('relais.test', $1, true)" };
  const keep = {
    name: "keep",
    text: "insert into called select current_setting('relais.test', true), $1",
  };
  await calls.run([
    { ...set, values: ["here"] },
    { ...keep, values: ["6"] },
  ]);
  await calls.run([{ ...keep, values: ["7"] }]);
  expect((await called()).slice(3)).toEqual([
    { what: "here", number: 6 },
    { what: "", number: 7 },
  ]);
});

test("Calls at the same time go over as many connections, one after another over one", async () => {
  const { calls, pool } = openCalls();
  await Promise.all([calls.run([note("a", 1)]), calls.run([note("b", 2)])]);
  expect(pool.totalCount).toBe(2);
  for (let number = 3; number < 20; number += 1) await calls.run([note("c", number)]);
  expect(pool.totalCount).toBe(2);
  expect(await called()).toHaveLength(19);
});

test("A session that was ended while nothing was asked is replaced before the next call", async () => {
  const { calls, pool } = openCalls();
  await calls.run([note("before", 1)]);
  const gone = new Promise((resolve) => pool.once("remove", resolve));
  await database.owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'calls'",
  );
  await gone;
  await calls.run([note("after", 2)]);
  expect(await called()).toHaveLength(2);
});

test("A call whose session is ended in the middle fails with what happened, and the next one succeeds", async () => {
  const { calls } = openCalls();
  const holder = await database.owner.connect();
  await holder.query("begin");
  await holder.query("lock table called in exclusive mode");
  const outcome = Promise.allSettled([calls.run([note("lost", 1)])]);
  try {
    const end = () =>
      database.owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'calls' and wait_event_type = 'Lock'`,
      );
    await expect.poll(async () => (await end()).rowCount).toBe(1);
    expect(await outcome).toMatchObject([{ status: "rejected" }]);
  } finally {
    await holder.query("rollback");
    holder.release();
  }
  await calls.run([note("after", 2)]);
  expect(await called()).toEqual([{ what: "after", number: 2 }]);
});

test("A session that answers nothing is given up after half a minute, and the next call goes on", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const { calls } = openCalls();
  await calls.run([note("before", 1)]);
  const holder = await database.owner.connect();
  await holder.query("begin");
  await holder.query("lock table called in exclusive mode");
  try {
    const outcome = Promise.allSettled([calls.run([note("silent", 2)])]);
    vi.advanceTimersByTime(40_000);
    expect(await outcome).toMatchObject([{ status: "rejected" }]);
  } finally {
    await holder.query("rollback");
    holder.release();
  }
  await calls.run([note("after", 3)]);
});
