import { stat } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

/** What a PostgreSQL that somebody else runs may not tell, or does not know. */
const untold = new Set(["42501", "0A000", "42883"]);

/** Each answers one text, `said`, that is another one after a restore of its kind. */
const questions = [
  // Put into another PostgreSQL.
  "select system_identifier::text as said from pg_control_system()",
  // Brought back to a moment in the past, or a standby that took over.
  "select substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) as said",
  // Put into another database of it.
  "select oid::text as said from pg_database where datname = current_database()",
  // Put into the same database: every table is made or filled anew.
  "select pg_relation_filenode('journal_epoch')::text as said",
];

/**
 * Where the journal lies, in as many ways as it can be known: after a restore of any kind that leaves a trace this
 * is another text. `cluster` is the folder of the data files, where they are ours.
 */
export async function groundOf(client: pg.Client, cluster?: string): Promise<string> {
  const said: string[] = [];
  for (const question of questions) said.push(await ask(client, question));
  if (cluster !== undefined) said.push(await filesOf(cluster));
  return said.join(" ");
}

async function ask(client: pg.Client, question: string): Promise<string> {
  try {
    const { rows } = await client.query<{ said: string }>(question);
    return rows[0]?.said ?? "";
  } catch (error) {
    if (error instanceof pg.DatabaseError && untold.has(error.code ?? "")) return "";
    throw error;
  }
}

/** PostgreSQL writes this file in its place as long as it lives; whoever copies the folder makes another one. */
async function filesOf(cluster: string): Promise<string> {
  const { ino, birthtimeNs, ctimeNs } = await stat(join(cluster, "global", "pg_control"), {
    bigint: true,
  });
  // Where a file system keeps no birth, Node gives the last change for it.
  const born = birthtimeNs === ctimeNs ? "" : birthtimeNs;
  return `${ino}/${born}`;
}
