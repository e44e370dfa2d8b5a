import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConnectionTarget } from "../database/connection.ts";
import { openEmbeddedPostgres } from "../database/embedded/index.ts";

/** A PostgreSQL in which tests make databases of their own. */
export type Cluster = { readonly target: ConnectionTarget; stop(): Promise<void> };

/** Set by the global setup of the test runner, so that its workers share one PostgreSQL. */
export const sharedClusterVariable = "RELAIS_RUN_TEST_CLUSTER";

/** The shared one, the operator's (`DATABASE_URL`), or one of our own for as long as it is used. */
export async function useCluster(): Promise<Cluster> {
  const shared = process.env[sharedClusterVariable];
  if (shared !== undefined) {
    return { target: JSON.parse(shared) as ConnectionTarget, stop: async () => {} };
  }
  const url = process.env.DATABASE_URL;
  if (url !== undefined && url !== "") return { target: { url }, stop: async () => {} };
  return shareOwnCluster();
}

let own: Promise<Cluster> | undefined;
let users = 0;

async function shareOwnCluster(): Promise<Cluster> {
  users += 1;
  own ??= startCluster();
  const { target, stop } = await own;
  return {
    target,
    async stop() {
      users -= 1;
      if (users > 0) return;
      own = undefined;
      await stop();
    },
  };
}

const ignore = () => {};

/** An embedded PostgreSQL in a scratch folder. It does not wait for the disk: nobody pulls the plug. */
export async function startCluster(): Promise<Cluster> {
  const directory = await mkdtemp(join(tmpdir(), "relais-test-"));
  const embedded = await openEmbeddedPostgres({
    dataDirectory: join(directory, "postgres"),
    log: { info: ignore, warn: ignore, error: ignore },
    settings: { fsync: "off", full_page_writes: "off" },
  });
  const { socketDirectory, port, superuser: user, database, password } = embedded;
  return {
    target: {
      socketDirectory,
      port,
      user,
      database,
      ...(password !== undefined && { password }),
    },
    async stop() {
      await embedded.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
