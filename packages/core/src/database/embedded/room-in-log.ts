import { statfs } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";

/** Segments at once; a commit that comes meanwhile waits for one of them. */
const atOnce = 8;
/** A slice is followed by a rest of this many times as long. */
const restFactor = 3;
/** So many times as much must be free: a log that finds no room on the disk ends the database. */
const spareFactor = 8;

/** How many segments wait to be written to, how large each is, and how many `min_wal_size` keeps. */
const count = `
  select (select count(*)::int from pg_ls_waldir() where name > pg_walfile_name(pg_current_wal_insert_lsn())) as ahead,
         pg_size_bytes(current_setting('wal_segment_size'))::int as bytes,
         (pg_size_bytes(current_setting('min_wal_size')) / pg_size_bytes(current_setting('wal_segment_size')))::int as kept`;

/** Ends segments, of which each holds a few bytes. */
const fill = `do $$ begin
  for i in 1..${atOnce} loop
    perform pg_logical_emit_message(false, 'relais', '');
    perform pg_switch_wal();
  end loop;
end $$`;

/**
 * Makes the log's segments that a cluster which has run for some days has: a new cluster has none, so that each
 * megabyte of its log is first filled with zeros while whoever commits waits. Segments that were ended are kept by
 * the next checkpoint to be written again. Little by little, beside everything else. Rejects when the connection ends
 * meanwhile; what is missing then is made when needed.
 */
export async function makeRoomInLog(connection: Client, directory: string): Promise<void> {
  const { rows } = await connection.query<{ ahead: number; bytes: number; kept: number }>(count);
  const [room] = rows;
  // Half of it was used since the last checkpoint, perhaps: the next one gives it back.
  if (room === undefined || room.ahead >= room.kept / 2) return;
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize < room.kept * room.bytes * spareFactor) return;
  for (let made = room.ahead; made < room.kept; made += atOnce) {
    const startedAt = performance.now();
    await connection.query(fill);
    await sleep((performance.now() - startedAt) * restFactor, undefined, { ref: false });
  }
  await connection.query("checkpoint");
}
