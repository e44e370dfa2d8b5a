import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestDatabase, type TestDatabase } from "../testing/index.ts";
import { ownerConfig } from "./connection.ts";
import { kyselyPool } from "./kysely-pool.ts";

let database: TestDatabase;
let pool: pg.Pool;
let db: Kysely<unknown>;
beforeAll(async () => {
  database = await startTestDatabase();
  // One connection, whose answers may take a fifth of a second.
  pool = new pg.Pool({ ...ownerConfig(database.target), max: 1, query_timeout: 200 });
  db = new Kysely({ dialect: new PostgresDialect({ pool: kyselyPool(pool) }) });
});
afterAll(async () => {
  await db.destroy();
  await database.stop();
});

const session = async () => {
  const { rows } = await sql<{ pid: number; idle: boolean }>`
    select pg_backend_pid() as pid, transaction_timestamp() = statement_timestamp() as idle`.execute(
    db,
  );
  return rows[0];
};

/** The server stands still while this is asked. */
async function standStill(work: () => Promise<unknown>) {
  const { pid = 0 } = (await session()) ?? {};
  process.kill(pid, "SIGSTOP");
  try {
    await expect(work()).rejects.toThrow("Query read timeout");
  } finally {
    process.kill(pid, "SIGCONT");
  }
  const next = await session();
  return { same: next?.pid === pid, idle: next?.idle };
}

describe.skipIf(process.platform === "win32")("a connection whose answer never came", () => {
  const another = { same: false, idle: true };

  it("is not used again", async () => {
    expect(await standStill(() => sql`select 1`.execute(db))).toEqual(another);
  });

  it("leaves nobody in a transaction that may have begun", async () => {
    const begin = () => db.transaction().execute((tx) => sql`select 1`.execute(tx));
    expect(await standStill(begin)).toEqual(another);
  });
});

it("one that was refused is used again", async () => {
  const before = await session();
  await expect(sql`select 1 / 0`.execute(db)).rejects.toThrow("division by zero");
  expect((await session())?.pid).toBe(before?.pid);
});
