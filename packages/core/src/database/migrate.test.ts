import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { silentLog } from "../log.ts";
import { startEmptyDatabase, type TestDatabase, urlOf } from "../testing/index.ts";
import { runtimeConfig, runtimeRole } from "./connection.ts";
import { migrate, refuseOldVersion } from "./migrate.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await startEmptyDatabase();
}, 60_000);

afterEach(() => database.stop());

async function applied(): Promise<string[]> {
  const { rows } = await database.owner.query<{ name: string }>(
    "select name from schema_migration order by name",
  );
  return rows.map(({ name }) => name);
}

describe("Migrations", () => {
  test("are applied once, in order", async () => {
    const first = await migrate(database.target);
    expect(first.applied[0]).toBe("0001-foundation.sql");
    expect(first.applied).toEqual(first.applied.toSorted());
    expect(await applied()).toEqual(first.applied);
    expect((await migrate(database.target)).applied).toEqual([]);
  });

  test("are safe with several servers that start at once: each is applied by one of them", async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => migrate(database.target)));
    const names = all.flatMap((one) => one.applied);
    expect(names.toSorted()).toEqual(await applied());
    expect(new Set(names).size).toBe(names.length);
  });

  test("stop the start when an applied file was edited since, and change nothing", async () => {
    await migrate(database.target);
    await database.owner.query(
      "update schema_migration set checksum = 'other' where name = '0001-foundation.sql'",
    );
    const before = await applied();
    await expect(migrate(database.target)).rejects.toMatchObject({
      name: "DatabaseError",
      message: expect.stringMatching(/0001-foundation\.sql was edited after it was applied/),
    });
    expect(await applied()).toEqual(before);
  });

  test("leave nothing of a file that fails, and go on from there once it can", async () => {
    // In the way of the first file's table.
    await database.owner.query("create table member ()");
    await expect(migrate(database.target)).rejects.toThrow(/already exists/);
    expect(await applied()).toEqual([]);
    const { rows } = await database.owner.query(
      "select from pg_class where relname = 'organization'",
    );
    expect(rows).toEqual([]);
    await database.owner.query("drop table member");
    expect((await migrate(database.target)).applied).not.toEqual([]);
  });

  test("hold nobody up while a backup reads what they change, and are applied when it has ended", async () => {
    await migrate(database.target);
    // One that changes tables, and may be applied twice.
    await database.owner.query("delete from schema_migration where name = '0062-guest-check.sql'");
    const backup = await database.owner.connect();
    await backup.query("begin; lock table message in access share mode");
    const said: string[] = [];
    const log = { ...silentLog, warn: (_: object, message: string) => void said.push(message) };
    const migrated = migrate(database.target, log);
    await expect.poll(() => said).toEqual([expect.stringContaining("by a backup perhaps")]);
    // It has stepped aside: a write does not wait behind it.
    await database.owner.query("begin; lock table message in row exclusive mode nowait; commit");
    await backup.query("commit");
    backup.release();
    expect((await migrated).applied).toEqual(["0062-guest-check.sql"]);
  });

  test("leave the server a role that can work and not build", async () => {
    await migrate(database.target);
    const client = new pg.Client(runtimeConfig(database.target));
    await client.connect();
    try {
      const { rows } = await client.query("select current_user as name");
      expect(rows).toEqual([{ name: runtimeRole }]);
      // Sooner than this process gives up: else the database goes on with what nobody waits for, and holds its locks.
      const { rows: bounds } = await client.query(
        `select setting::int < 30000 and setting::int > 0 as bounded from pg_settings
         where name = 'statement_timeout'`,
      );
      expect(bounds).toEqual([{ bounded: true }]);
      await expect(client.query("create table mine ()")).rejects.toMatchObject({ code: "42501" });
    } finally {
      await client.end();
    }
  });
});

describe("An owner who may not make roles", () => {
  const owner = `relais_test_${randomBytes(6).toString("hex")}`;
  afterEach(async () => {
    await database.owner.query(
      `reassign owned by ${owner} to current_user; drop owned by ${owner}; drop role ${owner}`,
    );
  });

  test("is told what a superuser has to run, and needs no more than that, at this start and the next", async () => {
    const { rows } = await database.owner.query<{ name: string }>(
      "select current_database() as name",
    );
    await database.owner.query(
      `create role ${owner} login; alter database ${rows[0]?.name} owner to ${owner}`,
    );
    const target = { url: urlOf(database.target, owner) };
    await expect(migrate(target)).rejects.toMatchObject({
      name: "DatabaseError",
      message: expect.stringContaining(`grant ${runtimeRole} to <that user>;`),
    });
    await database.owner.query(`grant ${runtimeRole} to ${owner}`);
    expect((await migrate(target)).applied[0]).toBe("0001-foundation.sql");
    expect((await migrate(target)).applied).toEqual([]);
  });
});

describe("A PostgreSQL that is too old", () => {
  test.each([140_011, 130_000, 90_624])("(%i) is refused with a sentence", (version) => {
    expect(() => refuseOldVersion(version)).toThrow(
      "DATABASE_URL points at a PostgreSQL older than 15. Upgrade it to 15 or newer.",
    );
  });

  test.each([150_000, 180_004])("(%i) is new enough", (version) => {
    expect(() => refuseOldVersion(version)).not.toThrow();
  });
});
