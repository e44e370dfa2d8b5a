import pg from "pg";
import { runtimeConfig } from "../database/connection.ts";
import type { TestDatabase } from "./database.ts";

/** Rows fetched from a table in this session and not yet reported: PostgreSQL's own count. */
async function fetched(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query<{ read: number }>(
    "select seq_tup_read + coalesce(idx_tup_fetch, 0) as read from pg_stat_xact_user_tables where relname = $1",
    [table],
  );
  return rows[0]?.read ?? 0;
}

/** Rows that a function's statements really fetch, whatever plan they have. */
async function rowsRead(
  client: pg.Client,
  table: string,
  statement: string,
  values: readonly unknown[],
): Promise<number> {
  await client.query("begin");
  const before = await fetched(client, table);
  await client.query({ name: statement, text: statement, values: [...values] });
  const after = await fetched(client, table);
  await client.query("commit");
  return after - before;
}

export type Planning = { name: string; mode: string; executions: number };
/** Every way in which a named statement may come to be planned. */
export const plannings: Planning[] = [
  { name: "first execution", mode: "auto", executions: 1 },
  { name: "after 8 executions", mode: "auto", executions: 8 },
  { name: "generic plan", mode: "force_generic_plan", executions: 2 },
  { name: "custom plan", mode: "force_custom_plan", executions: 2 },
];

/** The most rows that an execution fetches from `table`, as the server runs it. */
export async function mostRowsRead(
  database: TestDatabase,
  { mode, executions }: Planning,
  table: string,
  statement: string,
  values: readonly unknown[],
): Promise<number> {
  const client = new pg.Client(runtimeConfig(database.target));
  await client.connect();
  try {
    await client.query(`set plan_cache_mode = ${mode}`);
    let most = 0;
    for (let run = 0; run < executions; run += 1) {
      most = Math.max(most, await rowsRead(client, table, statement, values));
    }
    return most;
  } finally {
    await client.end();
  }
}
