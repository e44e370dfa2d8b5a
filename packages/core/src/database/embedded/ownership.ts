import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";

/** Any two numbers of ours. Locks with two keys never meet those with one, which migrations use. */
const LOCK = "1380009036, 1";
const PATIENCE_MS = 2_000;

/**
 * Takes the lock that makes this process the one owner of the database: who holds it may stop PostgreSQL, and
 * nobody else. It lives as long as the connection, so it needs no cleaning after a kill -9, and it works between
 * containers that share a volume, where process numbers mean nothing. Waits a moment for an owner that is just leaving.
 * Resolves with undefined when it is ours, else with the other owner's process id (0 when unknown).
 */
export async function takeOwnership(connection: Client): Promise<number | undefined> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await connection.query<{ taken: boolean }>(
      `select pg_try_advisory_lock(${LOCK}) as taken`,
    );
    if (rows[0]?.taken === true) return undefined;
    if (performance.now() > deadline) return findOwner(connection);
    await sleep(50);
  }
}

async function findOwner(connection: Client): Promise<number> {
  const { rows } = await connection.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and (l.classid, l.objid) = (${LOCK}) and l.granted`,
  );
  return Number(/\d+$/.exec(rows[0]?.name ?? "")?.[0] ?? 0);
}
