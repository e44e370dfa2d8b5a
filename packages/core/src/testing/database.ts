import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { asOwner } from "../database/as-owner.ts";
import { type ConnectionTarget, ownerConfig } from "../database/connection.ts";
import { migrate } from "../database/migrate.ts";
import { useCluster } from "./cluster.ts";

export type TestDatabase = {
  readonly name: string;
  readonly target: ConnectionTarget;
  /** As the owner, who sees everything: for arranging and for looking. */
  readonly owner: pg.Pool;
  /** Puts a copy of it aside; whoever is connected is thrown out. */
  backUp(): Promise<TestBackup>;
  /** Leaves it to be copied: nobody is connected to it any more. */
  leave(): Promise<void>;
  /** Drops it, whoever is still connected. */
  stop(): Promise<void>;
};

/** A database as it was. */
export type TestBackup = {
  /** Puts it back in the place of the database as it is now. */
  restore(): Promise<void>;
};

/** A migrated database of the test's own: a copy of a template, so that it takes a moment only. */
export function startTestDatabase(): Promise<TestDatabase> {
  return startDatabase(ensureTemplate);
}

/** A copy of a database that somebody filled and that nobody is connected to, by its name. */
export function startCopyOf(name: string): Promise<TestDatabase> {
  return startDatabase(async () => name);
}

/** A database without anything in it, for tests of the migrations. */
export function startEmptyDatabase(): Promise<TestDatabase> {
  return startDatabase(async () => "template1");
}

async function startDatabase(
  chooseTemplate: (client: pg.Client, target: ConnectionTarget) => Promise<string>,
): Promise<TestDatabase> {
  const cluster = await useCluster();
  const name = `relais_test_${randomBytes(6).toString("hex")}`;
  await asOwner(cluster.target, async (client) => {
    const template = await chooseTemplate(client, cluster.target);
    await copyDatabase(client, name, template);
  });
  const target = inDatabase(cluster.target, name);
  const owner = new pg.Pool({ ...ownerConfig(target), max: 4 });
  // Tests end sessions on purpose.
  owner.on("error", () => {});
  const backups: string[] = [];
  const copy = (from: string, to: string) =>
    asOwner(cluster.target, async (client) => {
      await client.query(`drop database if exists ${to} with (force)`);
      await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1",
        [from],
      );
      await copyDatabase(client, to, from);
    });
  return {
    name,
    target,
    owner,
    async backUp() {
      const backup = `${name}_${backups.length}`;
      backups.push(backup);
      await copy(name, backup);
      return { restore: () => copy(backup, name) };
    },
    leave: () => owner.end(),
    async stop() {
      await owner.end();
      await asOwner(cluster.target, async (client) => {
        for (const one of [name, ...backups]) await dropDatabase(client, one);
      });
      await cluster.stop();
    },
  };
}

/** A pool that was ended may still be saying goodbye: being cut off then would be an error of the test. */
async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  for (let attempt = 1; attempt <= 100; attempt += 1) {
    const { rowCount } = await client.query("select from pg_stat_activity where datname = $1", [
      name,
    ]);
    if (rowCount === 0) break;
    await client.query("select pg_sleep(0.02)");
  }
  await client.query(`drop database if exists ${name} with (force)`);
}

/** One of several that copy a template at the same moment may meet another's session in it. */
async function copyDatabase(client: pg.Client, name: string, template: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(`create database ${name} template ${template}`);
      return;
    } catch (error) {
      const inUse = error instanceof pg.DatabaseError && error.code === "55006";
      if (!inUse || attempt === 20) throw error;
      await client.query("select pg_sleep(0.1)");
    }
  }
}

/** How an operator writes it in `DATABASE_URL`; `user`: somebody else than its owner. */
export function urlOf(target: ConnectionTarget, user?: string): string {
  if ("url" in target) {
    const url = new URL(target.url);
    if (user !== undefined) url.username = user;
    return url.href;
  }
  const { database, port, socketDirectory } = target;
  const host = encodeURIComponent(socketDirectory);
  return `postgres://${user ?? target.user}@localhost:${port}/${database}?host=${host}`;
}

function inDatabase(target: ConnectionTarget, database: string): ConnectionTarget {
  if (!("url" in target)) return { ...target, database };
  const url = new URL(target.url);
  url.pathname = `/${database}`;
  return { url: url.href };
}

const migrations = new URL("../database/migrations/", import.meta.url);
const templateLock = 7_305_811_403;

/** The migrated template of exactly these migrations; whoever comes first makes it. */
async function ensureTemplate(client: pg.Client, target: ConnectionTarget): Promise<string> {
  const hash = createHash("sha256");
  for (const file of (await readdir(migrations)).sort()) {
    hash.update(await readFile(new URL(file, migrations)));
  }
  const name = `relais_template_${hash.digest("hex").slice(0, 12)}`;
  await client.query("select pg_advisory_lock($1)", [templateLock]);
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) {
      // Half a template must never have its name.
      await client.query(`drop database if exists ${name}_making`);
      await client.query(`create database ${name}_making`);
      await migrate(inDatabase(target, `${name}_making`));
      await client.query(`alter database ${name}_making rename to ${name}`);
    }
  } finally {
    await client.query("select pg_advisory_unlock($1)", [templateLock]);
  }
  return name;
}
