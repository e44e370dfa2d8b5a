import { sharedClusterVariable, startCluster } from "./cluster.ts";

/**
 * For `globalSetup` of vitest: one PostgreSQL for all workers. With `DATABASE_URL` there is nothing to
 * start. Returns what takes it down again.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  if (process.env.DATABASE_URL) return async () => {};
  const cluster = await startCluster();
  process.env[sharedClusterVariable] = JSON.stringify(cluster.target);
  return () => cluster.stop();
}
