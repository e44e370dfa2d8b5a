import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Log, silentLog } from "../log.ts";
import { asOwner } from "./as-owner.ts";
import { type ConnectionTarget, runtimeRole } from "./connection.ts";
import { isGivenWay } from "./violations.ts";

const folder = new URL("./migrations/", import.meta.url);

/** Any fixed number: two servers that start at once meet at this lock. */
const migrationLock = 7_305_811_402;

/**
 * What changes a table waits until everybody has left it, and all others wait behind that: while a backup reads, for
 * hours. So it waits this long, steps aside for so long, and comes again.
 */
const lockMs = 1_000;
const asideMs = 3_000;

/** Something about the database that only its operator can mend; the message says how. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

/**
 * Brings the database to this version: plain SQL files in order, each once, in its own transaction,
 * under a lock. An applied file that was edited since stops the start. Other servers may go on working meanwhile.
 */
export function migrate(
  target: ConnectionTarget,
  log: Log = silentLog,
): Promise<{ applied: string[] }> {
  return asOwner(target, async (client) => {
    await refuseOldServer(client);
    // Released with the end of the connection.
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await ensureRuntimeRole(client, "url" in target);
    await client.query(`create table if not exists schema_migration
      (name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    return { applied: await applyMissing(client, log) };
  });
}

async function applyMissing(client: pg.Client, log: Log): Promise<string[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "select name, checksum from schema_migration",
  );
  const known = new Map(rows.map((row) => [row.name, row.checksum]));
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  const applied: string[] = [];
  for (const name of names) {
    const text = await readFile(new URL(name, folder), "utf8");
    const checksum = createHash("sha256").update(text).digest("hex");
    const before = known.get(name);
    if (before === checksum) continue;
    if (before !== undefined) {
      throw new DatabaseError(
        `Migration ${name} was edited after it was applied. Restore it and add a new file.`,
      );
    }
    await applyInTurn(client, { name, text, checksum }, log);
    applied.push(name);
  }
  return applied;
}

type Migration = { readonly name: string; readonly text: string; readonly checksum: string };

async function applyInTurn(client: pg.Client, migration: Migration, log: Log): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await apply(client, migration);
    } catch (error) {
      if (!isInTheWay(error)) throw error;
      if (attempt === 1) {
        log.warn(
          { migration: migration.name },
          "A table that this version changes is in use, by a backup perhaps: the start goes on when that ends.",
        );
      }
      await sleep(asideMs);
    }
  }
}

async function apply(client: pg.Client, { name, text, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(`set local lock_timeout = ${lockMs}`);
    await client.query(text);
    await client.query("insert into schema_migration (name, checksum) values ($1, $2)", [
      name,
      checksum,
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/** It waited for too long, or it and somebody else waited for each other. */
function isInTheWay(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === "55P03" || isGivenWay(error));
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  );
  refuseOldVersion(Number(rows[0]?.version));
}

/** Throws for a version, as PostgreSQL numbers it (150004), that lacks what the migrations use. */
export function refuseOldVersion(version: number): void {
  if (version >= 150_000) return;
  throw new DatabaseError(
    "DATABASE_URL points at a PostgreSQL older than 15. Upgrade it to 15 or newer.",
  );
}

async function ensureRuntimeRole(client: pg.Client, operated: boolean): Promise<void> {
  const { rows } = await client.query(
    "select rolsuper, rolbypassrls from pg_roles where rolname = $1",
    [runtimeRole],
  );
  const [role] = rows;
  if (role?.rolsuper || role?.rolbypassrls) {
    throw new DatabaseError(
      `The role ${runtimeRole} must be neither superuser nor allowed to bypass row-level security.`,
    );
  }
  try {
    if (!role) await client.query(`create role ${runtimeRole} ${operated ? "nologin" : "login"}`);
    // Whoever was given it by a superuser may take it, and not give it to themselves once more.
    if (operated && !(await mayTakeRole(client)))
      await client.query(`grant ${runtimeRole} to current_user`);
    await client.query(`grant usage on schema public to ${runtimeRole}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== "42501") throw error;
    throw new DatabaseError(
      `The user of DATABASE_URL may not create roles. As a superuser, run once: ` +
        `create role ${runtimeRole} nologin; grant ${runtimeRole} to <that user>;`,
    );
  }
}

/** Since PostgreSQL 16 a member is not always one who may work as the role. */
async function mayTakeRole(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `select not rolsuper and pg_has_role(rolname, $1,
       case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) as may
     from pg_roles where rolname = current_user`,
    [runtimeRole],
  );
  return rows[0]?.may ?? false;
}
