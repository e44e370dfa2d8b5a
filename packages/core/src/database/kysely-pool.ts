import type { PostgresPool, PostgresPoolClient } from "kysely";
import type pg from "pg";
import { isDatabaseAnswer } from "./violations.ts";

/**
 * The pool as Kysely borrows from it. What happened on a connection whose answer never came is unknown: a `begin` may
 * have begun, and whoever were given that connection next would work in a transaction that nobody ends. Kysely gives
 * such a one back like any other; here it is not used again.
 */
export function kyselyPool(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    connect: async () => borrowed(await pool.connect()),
    end: () => pool.end(),
  };
}

function borrowed(client: pg.PoolClient): PostgresPoolClient {
  let unknown = false;
  const query = async (text: string, parameters: unknown[]) => {
    try {
      return await client.query(text, parameters);
    } catch (error) {
      unknown ||= !isDatabaseAnswer(error);
      throw error;
    }
  };
  return {
    // Through `unknown`: of Kysely's two forms the other one is for cursors, through which nobody reads.
    query: query as unknown as PostgresPoolClient["query"],
    release: (destroy = false) => client.release(destroy || unknown),
  };
}
