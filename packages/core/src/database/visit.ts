import { join } from "node:path";
import type { ConnectionTarget } from "./connection.ts";
import { findRunningPostgres } from "./embedded/find-running.ts";
import { type OpenDatabaseOptions, openDatabase } from "./open.ts";

/**
 * Works once on the database of a server, whether that server runs or not: its PostgreSQL is joined when
 * it is up, else started for the visit and stopped again.
 */
export async function visitDatabase<Result>(
  options: OpenDatabaseOptions,
  work: (target: ConnectionTarget) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl, dataDirectory } = options;
  if (databaseUrl === undefined) {
    const running = findRunningPostgres(join(dataDirectory, "postgres"));
    if (running !== undefined) return work(running);
  }
  const database = await openDatabase(options);
  try {
    return await work(database.target);
  } finally {
    await database.stop();
  }
}
