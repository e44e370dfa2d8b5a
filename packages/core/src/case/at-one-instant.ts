import { type Kysely, sql } from "kysely";
import type { Database } from "../database/generated/schema.ts";
import { type Scope, type Scoped, setScope } from "../database/scope.ts";

/** One snapshot for all statements: a list and its revision must belong together. */
export function atOneInstant<Result>(
  db: Kysely<Database>,
  scope: Scope,
  read: (tx: Scoped) => Promise<Result>,
): Promise<Result> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      await setScope(tx, scope);
      return read(tx);
    });
}

/** The position of the newest event of a stream; 0 without one. */
export async function headOf(tx: Scoped, streamId: string): Promise<number> {
  const row = await tx
    .selectFrom("event")
    .select(sql<number>`coalesce(max(seq), 0)`.as("head"))
    .where("stream_id", "=", streamId)
    .executeTakeFirstOrThrow();
  return row.head;
}
