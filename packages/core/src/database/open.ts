import { join } from "node:path";
import type { Log } from "../log.ts";
import type { ConnectionTarget } from "./connection.ts";
import { openEmbeddedPostgres } from "./embedded/index.ts";
import { settleEpoch } from "./epoch.ts";
import { migrate } from "./migrate.ts";

export type OpenDatabaseOptions = {
  /** A PostgreSQL ≥ 15 that the operator runs; without it we start our own. */
  databaseUrl?: string | undefined;
  /** Where everything of this server lives; our own database is in its `postgres` folder. */
  dataDirectory: string;
  log: Log;
};

export type OpenDatabase = {
  readonly target: ConnectionTarget;
  /** Names of the migrations that this start applied. */
  readonly applied: string[];
  /** Settles when our own database is down for good; never for the operator's. */
  readonly closed: Promise<void>;
  stop(): Promise<void>;
};

/** A migrated database, ready to work with. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { databaseUrl, dataDirectory, log } = options;
  if (databaseUrl !== undefined) {
    const target = { url: databaseUrl };
    const { applied } = await migrate(target, log);
    await settleEpoch(target, log);
    return { target, applied, closed: new Promise(() => {}), stop: async () => {} };
  }
  const embedded = await openEmbeddedPostgres({
    dataDirectory: join(dataDirectory, "postgres"),
    log: {
      info: (text) => log.info({}, text),
      warn: (text) => log.warn({}, text),
      error: (text) => log.error({}, text),
    },
  });
  try {
    const target = {
      socketDirectory: embedded.socketDirectory,
      port: embedded.port,
      user: embedded.superuser,
      database: embedded.database,
      ...(embedded.password !== undefined && { password: embedded.password }),
    };
    const { applied } = await migrate(target, log);
    await settleEpoch(target, log, embedded.cluster);
    return { target, applied, closed: embedded.closed, stop: () => embedded.stop() };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}
