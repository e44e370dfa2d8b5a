import { afterAll, beforeAll, expect, test } from "vitest";
import type { Core } from "./core.ts";
import { prepareReturn } from "./prepare-return.ts";
import { startTestDatabase, type TestDatabase, testCore } from "./testing/index.ts";

let database: TestDatabase;
let core: Core;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
});
afterAll(async () => {
  await core.close();
  await database.stop();
});

test("before anybody comes, connections stand open that know what is asked on a return", async () => {
  await prepareReturn(core);
  expect(core.pool.idleCount).toBe(4);
  const known = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const client = await core.pool.connect();
      const { rows } = await client.query<{ name: string }>(
        "select name from pg_prepared_statements order by name",
      );
      client.release();
      return rows.map(({ name }) => name);
    }),
  );
  expect(known).toEqual(
    Array.from({ length: 4 }, () => ["catch_up", "conversation_rosters", "open_sign_ins"]),
  );
});
