import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../testing/index.ts";
import {
  createWorld,
  insertRow,
  type Row,
  samples,
  type TableName,
  type World,
} from "../testing/sample-rows/index.ts";
import { runtimeConfig, runtimeRole } from "./connection.ts";
import type { Database } from "./generated/schema.ts";
import { atSignIn, inOrganization, listOrganizationIds } from "./scope.ts";

const operations = ["select", "insert", "update", "delete"] as const;
type Operation = (typeof operations)[number];

/**
 * What the server may do at all, table by table; in its own organization only. A grant that a migration
 * adds must be added here, with a reason to be found in review.
 */
const granted: Record<TableName, readonly Operation[]> = {
  // Its time zone may be written: a column, not a row.
  organization: ["select"],
  member: ["select", "insert", "update"],
  sign_in: ["select", "insert", "update"],
  refresh_token: ["select", "insert", "update", "delete"],
  socket_ticket: ["select", "insert", "delete"],
  guest_link: ["select", "insert", "update"],
  service_case: ["select", "insert", "update"],
  case_numbering: ["select", "insert", "update"],
  // Written once.
  timeline_entry: ["select", "insert"],
  status_asked: ["select", "insert"],
  // What it holds is erased in its time, mistakes are counted: columns, not rows.
  case_proof: ["select", "insert"],
  case_code: ["select", "insert"],
  department: ["select", "insert", "update", "delete"],
  category: ["select", "insert", "update", "delete"],
  equipment: ["select", "insert", "update", "delete"],
  warranty: ["select", "insert", "update"],
  workplace: ["select", "insert", "update"],
  conversation: ["select", "insert", "update"],
  participant: ["select", "insert", "update", "delete"],
  former_participant: ["select", "insert", "delete"],
  message: ["select", "insert"],
  event: ["select", "insert"],
  file: ["select", "insert", "update", "delete"],
  consumer_cursor: ["select", "insert", "update"],
  notification_counter: ["select", "insert", "update"],
  // An edit changes words in their place.
  search_message: ["select", "insert", "update", "delete"],
  search_posting: ["select", "insert", "update", "delete"],
  shared_item: ["select", "insert", "delete"],
  // A queue: what was looked at leaves it.
  wanted_link: ["select", "insert", "update", "delete"],
  position_share: ["select", "insert", "update"],
  // Erased when the case ends.
  position_trace: ["select", "insert", "delete"],
  travel_habit: ["select", "insert", "update"],
  // A few columns of the first two may be written once more: how it ended, how it was answered.
  guidance_session: ["select", "insert"],
  guidance_step: ["select", "insert"],
  guidance_proof: ["select", "insert"],
  // A version is written once; which one is the newest, and whether it is archived, changes.
  procedure: ["select", "insert"],
  procedure_version: ["select", "insert"],
  // A picture that no version shows is erased.
  procedure_picture: ["select", "insert", "delete"],
  loose_file: ["select", "insert", "delete"],
  // A device that is gone leaves no row.
  push_delivery: ["select", "insert", "update", "delete"],
  push_subscription: ["select", "insert", "update", "delete"],
  typing_indicator: ["select", "insert", "update", "delete"],
  platform_secret: [],
  journal_epoch: [],
  // An organization goes back to the answers of the kind.
  quick_answers: ["select", "insert", "update", "delete"],
  notification: ["select", "insert", "update", "delete"],
  notification_preference: ["select", "insert", "update"],
  rating: ["select", "insert", "update"],
  canned_reply: ["select", "insert", "update", "delete"],
  // A draft is gone once it is sent.
  draft: ["select", "insert", "update", "delete"],
  desk_saved_views: ["select", "insert", "update"],
  message_about: ["select", "insert"],
  assignment_settings: ["select", "insert", "update"],
  assignment_person: ["select", "insert", "update"],
  // They are replaced, all of them.
  target: ["select", "insert", "delete"],
  case_target: ["select", "insert", "update"],
  opening_hours: ["select", "insert", "update"],
  reach: ["select", "insert", "update", "delete"],
  invitation: ["select", "insert", "update"],
  api_key: ["select", "insert", "update"],
  webhook: ["select", "insert", "update", "delete"],
  webhook_delivery: ["select", "insert", "update", "delete"],
  // Written once, and never away again.
  audit_entry: ["select", "insert"],
  embedding: ["select", "insert", "update"],
  // A key that is withdrawn is gone.
  embedding_key: ["select", "insert", "update", "delete"],
  embedded_person: ["select", "insert"],
  schema_migration: [],
};
const tables = Object.keys(granted) as TableName[];

let database: TestDatabase;
let runtime: pg.Pool;
let own: World;
let other: World;

beforeAll(async () => {
  database = await startTestDatabase();
  runtime = new pg.Pool({ ...runtimeConfig(database.target), max: 4 });
  own = await createWorld(database);
  other = await createWorld(database);
}, 60_000);

afterAll(async () => {
  await runtime.end();
  await database.stop();
});

type Settings = { organizations?: string; sign_in_email?: string; directory?: string };

/** Runs as the server does, in one transaction with these settings, and takes everything back. */
async function asRuntime<Result>(
  settings: Settings,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await runtime.connect();
  try {
    await client.query("begin");
    for (const [name, value] of Object.entries(settings)) {
      await client.query("select set_config($1, $2, true)", [`relais.${name}`, value]);
    }
    return await work(client);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

function condition(table: TableName, row: Row): { where: string; values: unknown[] } {
  const { key } = samples[table];
  const where = key.map((column, index) => `${column} = $${index + 1}`).join(" and ");
  return { where, values: key.map((column) => row[column]) };
}

/** The column by which a table tells organizations apart. */
const wall = (table: TableName) => (table === "organization" ? "id" : "organization_id");

/** Rows that the operation reached, or the code with which PostgreSQL refused it. */
async function attempt(
  client: pg.PoolClient,
  operation: Operation,
  table: TableName,
  row: Row,
): Promise<number | string> {
  const { where, values } = condition(table, row);
  const anyColumn = samples[table].key[0];
  const statements: Record<Operation, () => Promise<number | null>> = {
    select: async () =>
      (await client.query(`select from ${table} where ${where}`, values)).rowCount,
    insert: async () => {
      await insertRow(client, table, row);
      return 1;
    },
    update: async () =>
      (await client.query(`update ${table} set ${anyColumn} = ${anyColumn} where ${where}`, values))
        .rowCount,
    delete: async () =>
      (await client.query(`delete from ${table} where ${where}`, values)).rowCount,
  };
  try {
    return (await statements[operation]()) ?? 0;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code !== undefined) return error.code;
    throw error;
  }
}

const denied = "42501";

/** A row of this world: there already, or about to be inserted. */
async function rowFor(operation: Operation, table: TableName, world: World): Promise<Row> {
  const row = await samples[table].make(world, database.owner);
  if (operation !== "insert") await insertRow(database.owner, table, row);
  return row;
}

/** A row of `organization` is its own wall: being in that organization means being scoped to it. */
const organizationOf = (table: TableName, row: Row, world: World): string =>
  table === "organization" ? String(row.id) : world.organization;

describe("P5: every table × operation × organization", () => {
  test("P5: every table is declared here", async () => {
    const { rows } = await database.owner.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname = 'public' order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(tables.toSorted());
  });

  const matrix = tables.flatMap((table) => operations.map((operation) => ({ table, operation })));

  test.each(matrix)("P5: $operation on $table", async ({ table, operation }) => {
    const may = granted[table].includes(operation);
    const ownRow = await rowFor(operation, table, own);
    const ownId = organizationOf(table, ownRow, own);
    const reached = (organizations?: string, row = ownRow) =>
      asRuntime(organizations === undefined ? {} : { organizations }, (client) =>
        attempt(client, operation, table, row),
      );

    expect(await reached(`{${ownId}}`)).toBe(may ? 1 : denied);

    // Another organization's row: invisible; writing it is refused.
    const otherRow = await rowFor(operation, table, other);
    const outside = may && operation !== "insert" ? 0 : denied;
    expect(await reached(`{${own.organization}}`, otherRow)).toBe(outside);

    // Without a scope nothing exists at all.
    expect(await reached()).toBe(outside);
    expect(await reached("")).toBe(outside);
    expect(await reached("{}")).toBe(outside);
  });

  test.each(tables.filter((table) => granted[table].includes("update")))(
    "P5: a row of %s cannot be moved into another organization",
    async (table) => {
      const row = await rowFor("update", table, own);
      const { where, values } = condition(table, row);
      const moved = asRuntime({ organizations: `{${own.organization}}` }, (client) =>
        client.query(
          `update ${table} set ${wall(table)} = '${other.organization}' where ${where}`,
          values,
        ),
      );
      await expect(moved).rejects.toMatchObject({ code: denied });
    },
  );

  test("P5: no table may be emptied, and nothing created", async () => {
    for (const table of tables) {
      const emptied = asRuntime({ organizations: `{${own.organization}}` }, (client) =>
        client.query(`truncate ${table}`),
      );
      await expect(emptied).rejects.toMatchObject({ code: denied });
    }
    for (const statement of ["create table mine ()", "create schema mine", "create role mine"]) {
      await expect(asRuntime({}, (client) => client.query(statement))).rejects.toMatchObject({
        code: denied,
      });
    }
  });
});

describe("P5: the narrow exceptions", () => {
  async function visible(settings: Settings): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const table of tables.filter((name) => granted[name].includes("select"))) {
      counts[table] = await asRuntime(settings, async (client) => {
        const { rows } = await client.query<{ count: number }>(`select count(*) from ${table}`);
        return rows[0]?.count ?? 0;
      });
    }
    return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  }

  test("P5: signing in sees the one member with that address, and nothing else", async () => {
    const { rows } = await database.owner.query<{ email: string }>(
      "select email from member where id = $1",
      [own.member],
    );
    const email = rows[0]?.email ?? "";
    expect(await visible({ sign_in_email: email })).toEqual({ member: 1 });
    expect(await visible({ sign_in_email: email.toUpperCase() })).toEqual({});
    expect(await visible({ sign_in_email: "" })).toEqual({});
    expect(await visible({ sign_in_email: "%" })).toEqual({});
  });

  test("P5: signing in reads; it changes nothing", async () => {
    const { rows } = await database.owner.query<Row>("select id, email from member where id = $1", [
      own.member,
    ]);
    const [row] = rows;
    if (row === undefined) throw new Error("no member");
    const settings = { sign_in_email: String(row.email) };
    const update = asRuntime(settings, (client) => attempt(client, "update", "member", row));
    expect(await update).toBe(0);
  });

  test("P5: the directory lists organizations, and nothing else", async () => {
    const { rows } = await database.owner.query<{ count: number }>(
      "select count(*) from organization",
    );
    expect(await visible({ directory: "on" })).toEqual({ organization: rows[0]?.count });
    expect(await visible({ directory: "off" })).toEqual({});
  });

  test("P5: a scope ends with its transaction: the next one on the same connection sees nothing", async () => {
    const single = new pg.Pool({ ...runtimeConfig(database.target), max: 1 });
    const one = new Kysely<Database>({ dialect: new PostgresDialect({ pool: single }) });
    try {
      await inOrganization(one, own.organization, (tx) =>
        tx.selectFrom("member").select("id").executeTakeFirstOrThrow(),
      );
      await atSignIn(one, "nobody@relais.test", (tx) =>
        tx.selectFrom("member").select("id").execute(),
      );
      await listOrganizationIds(one);
      for (const table of ["member", "organization"] as const) {
        expect(await one.selectFrom(table).selectAll().execute()).toEqual([]);
      }
    } finally {
      await one.destroy();
    }
  });

  test("P5: what is not a list of ids is refused, not taken for everything", async () => {
    for (const organizations of ["{*}", "all", "' or true --"]) {
      const looked = asRuntime({ organizations }, (client) => client.query("select from member"));
      await expect(looked).rejects.toMatchObject({ code: "22P02" });
    }
  });
});

describe("P5: the role of the server", () => {
  test("P5: is an ordinary one: no superuser, no bypass, no creation, member of nothing", async () => {
    const { rows } = await database.owner.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
              (select count(*) from pg_auth_members m where m.member = r.oid) as memberships
       from pg_roles r where rolname = $1`,
      [runtimeRole],
    );
    expect(rows).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        memberships: 0,
      },
    ]);
  });

  test("P5: owns nothing", async () => {
    const { rows } = await database.owner.query<{ name: string }>(
      `select c.relname as name from pg_class c where pg_get_userbyid(c.relowner) = $1
       union all select p.proname from pg_proc p where pg_get_userbyid(p.proowner) = $1
       union all select n.nspname from pg_namespace n where pg_get_userbyid(n.nspowner) = $1
       union all select t.typname from pg_type t where pg_get_userbyid(t.typowner) = $1
       union all select d.datname from pg_database d where pg_get_userbyid(d.datdba) = $1`,
      [runtimeRole],
    );
    expect(rows).toEqual([]);
  });

  test("P5: every table has row-level security on and forced", async () => {
    const { rows } = await database.owner.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname = 'public'
         and not (c.relrowsecurity and c.relforcerowsecurity)`,
    );
    expect(rows).toEqual([]);
  });

  test("P5: no function runs with its owner's rights", async () => {
    const { rows } = await database.owner.query<{ name: string }>(
      `select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'public' and p.prosecdef`,
    );
    expect(rows).toEqual([]);
  });

  test("P5: every connection of the server is that role, and stays it", async () => {
    for (const statement of ["select 1", "reset role", "reset all", "discard all"]) {
      const client = new pg.Client(runtimeConfig(database.target));
      await client.connect();
      try {
        await client.query(statement);
        const { rows } = await client.query<{ name: string }>("select current_user as name");
        expect(rows).toEqual([{ name: runtimeRole }]);
      } finally {
        await client.end();
      }
    }
  });
});
