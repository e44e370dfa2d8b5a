import { sql } from "kysely";
import type { Scoped } from "./scope.ts";

/** Of transactions that name the same thing, one goes on and the others wait until it has ended. */
export async function inTurn(tx: Scoped, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 1))`.execute(tx);
}
