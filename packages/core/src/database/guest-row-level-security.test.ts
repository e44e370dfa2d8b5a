import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../ids.ts";
import {
  createWorld,
  insertRow,
  type Row,
  samples,
  type TableName,
  type World,
} from "../testing/sample-rows/index.ts";
import { startTestDatabase, type TestDatabase } from "../testing/index.ts";
import { runtimeConfig } from "./connection.ts";

const operations = ["select", "insert", "update", "delete"] as const;
type Operation = (typeof operations)[number];

/**
 * What a transaction for a guest reaches: rows of their own conversation, and these operations on them. A table
 * that a migration adds must be added here; nothing is the right thing to begin with.
 */
const reachable: Record<TableName, readonly Operation[]> = {
  // Their company's name.
  organization: ["select"],
  member: ["select"],
  // A case is locked while a share begins, which counts as writing.
  service_case: ["select", "update"],
  conversation: ["select"],
  participant: ["select"],
  former_participant: ["select"],
  message: ["select", "insert"],
  event: ["select", "insert"],
  file: ["select", "insert", "update", "delete"],
  // Follow an edit or a deletion.
  shared_item: ["select", "insert", "delete"],
  wanted_link: ["select", "insert", "update", "delete"],
  position_share: ["select", "insert", "update"],
  position_trace: ["select", "insert", "delete"],
  // How long roads are, for an estimate.
  travel_habit: ["select"],
  // What everybody may know of their case.
  timeline_entry: ["select"],
  status_asked: [],
  // What the steps of their case were proved by, and the code that they tell.
  case_proof: ["select"],
  case_code: ["select"],
  case_numbering: [],
  department: [],
  category: [],
  equipment: [],
  warranty: [],
  workplace: [],
  // What is offered to them to be said with one tap.
  quick_answers: ["select"],
  canned_reply: [],
  rating: [],
  notification: [],
  notification_preference: [],
  // A guest has one device, which keeps them.
  draft: [],
  desk_saved_views: [],
  message_about: [],
  assignment_settings: [],
  assignment_person: [],
  // What is promised inside is nothing of theirs.
  target: [],
  case_target: [],
  opening_hours: [],
  reach: [],
  embedding: [],
  embedding_key: [],
  embedded_person: [],
  // They are guided: they see the steps, answer and prove, and give none.
  guidance_session: ["select"],
  guidance_step: ["select"],
  guidance_proof: ["select", "insert"],
  // How the work is done is nothing of theirs.
  procedure: [],
  procedure_version: [],
  procedure_picture: [],
  loose_file: [],
  // Their own device.
  push_delivery: [],
  push_subscription: ["select", "insert", "update", "delete"],
  typing_indicator: ["select", "insert", "update", "delete"],
  sign_in: [],
  refresh_token: [],
  socket_ticket: [],
  guest_link: [],
  consumer_cursor: [],
  notification_counter: [],
  search_message: [],
  search_posting: [],
  invitation: [],
  api_key: [],
  webhook: [],
  webhook_delivery: [],
  audit_entry: [],
  platform_secret: [],
  journal_epoch: [],
  schema_migration: [],
};
const tables = Object.keys(reachable) as TableName[];
/** Rows of a case, whatever conversation it is spoken of in. */
const ofCase = new Set<TableName>(["service_case", "case_proof", "case_code"]);
/** Rows that are not of a conversation: the same for every guest of the organization. */
const common = new Set<TableName>(["organization", "travel_habit", "quick_answers"]);

let database: TestDatabase;
let runtime: pg.Pool;
/** The guest's; another one of the same organization; the internal one beside the guest's. */
let own: World;
let neighbour: World;
let internal: World;

beforeAll(async () => {
  database = await startTestDatabase();
  runtime = new pg.Pool({ ...runtimeConfig(database.target), max: 2 });
  own = await createWorld(database);
  const beside = async (extra: Row): Promise<string> => {
    const row = { ...(await samples.conversation.make(own, database.owner)), ...extra };
    await insertRow(database.owner, "conversation", row);
    return String(row.id);
  };
  neighbour = { ...own, conversation: await beside({}) };
  internal = {
    ...own,
    conversation: await beside({ case_id: own.serviceCase, internal_of: own.conversation }),
  };
}, 60_000);

afterAll(async () => {
  await runtime.end();
  await database.stop();
});

let number = 1_000;

/** A row that belongs to the conversation of this world, there already or about to be inserted. */
async function rowIn(world: World, table: TableName, operation: Operation): Promise<Row> {
  const made = { ...(await samples[table].make(world, database.owner)) };
  number += 1;
  if ("number" in made && table !== "position_trace") made.number = number;
  if ("stream_id" in made) Object.assign(made, { stream_id: world.conversation, seq: number });
  if ("conversation_id" in made) made.conversation_id = world.conversation;
  if (table === "conversation") made.case_id = world.serviceCase;
  // An internal conversation takes no customers.
  if (table === "participant") {
    await database.owner.query("update member set role = 'worker' where id = $1", [made.member_id]);
  }
  if (table === "position_trace") {
    await database.owner.query("update position_share set conversation_id = $1 where id = $2", [
      world.conversation,
      made.share_id,
    ]);
  }
  if (table === "organization" || operation === "insert") return made;
  if (table === "conversation") return { id: world.conversation };
  if (table === "service_case") {
    const { rows } = await database.owner.query<Row>(
      "select case_id as id from conversation where id = $1",
      [world.conversation],
    );
    return rows[0] ?? {};
  }
  await insertRow(database.owner, table, made);
  if (table === "member") await take(world, String(made.id));
  return made;
}

/** Makes a person one of the conversation. */
async function take(world: World, member: string): Promise<void> {
  await database.owner.query("update member set role = 'worker' where id = $1", [member]);
  await insertRow(database.owner, "participant", {
    conversation_id: world.conversation,
    member_id: member,
    organization_id: world.organization,
    joined_at: new Date(),
  });
}

/** Rows that the operation reached for a guest of `own`; 0 also when PostgreSQL refused it. */
async function reached(operation: Operation, table: TableName, row: Row): Promise<number> {
  const { key } = samples[table];
  const where = key.map((column, index) => `${column} = $${index + 1}`).join(" and ");
  const values = key.map((column) => row[column]);
  const client = await runtime.connect();
  try {
    await client.query("begin");
    await client.query(
      "select set_config('relais.organizations', $1, true), set_config('relais.guest_conversations', $2, true)",
      [`{${own.organization}}`, `{${own.conversation}}`],
    );
    switch (operation) {
      case "select":
        return (await client.query(`select from ${table} where ${where}`, values)).rowCount ?? 0;
      case "insert":
        await insertRow(client, table, row);
        return 1;
      case "update": {
        const set = `update ${table} set ${key[0]} = ${key[0]} where ${where}`;
        return (await client.query(set, values)).rowCount ?? 0;
      }
      case "delete":
        return (await client.query(`delete from ${table} where ${where}`, values)).rowCount ?? 0;
    }
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === "42501") return 0;
    throw error;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

describe("P5 N20.6: a guest × table × operation × own, another and the internal conversation", () => {
  test("P5 N20.6: every table is declared here", () => {
    expect(tables.toSorted()).toEqual((Object.keys(samples) as TableName[]).toSorted());
  });

  const matrix = tables.flatMap((table) => operations.map((operation) => ({ table, operation })));

  test.each(matrix)("P5: $operation on $table", async ({ table, operation }) => {
    const may = reachable[table].includes(operation);
    const row = await rowIn(own, table, operation);
    const mine = table === "organization" ? { id: own.organization } : row;
    expect(await reached(operation, table, mine)).toBe(may ? 1 : 0);
    if (common.has(table)) return;
    expect(await reached(operation, table, await rowIn(neighbour, table, operation))).toBe(0);
    // The case is the same; nothing else of what lies beside is.
    if (ofCase.has(table)) return;
    const beside = await rowIn(internal, table, operation);
    if (table === "timeline_entry") await hide(beside);
    expect(await reached(operation, table, beside)).toBe(0);
  });

  /** A timeline is of the case as well: what is internal of it is marked. */
  const hide = ({ id }: Row) =>
    database.owner.query("update timeline_entry set internal = true where id = $1", [id]);

  test("P5: no row is moved out of the guest's conversation, or into it", async () => {
    for (const table of ["message", "file", "position_share"] as const) {
      const row = await rowIn(own, table, "update");
      const { key } = samples[table];
      const where = key.map((column, index) => `${column} = $${index + 1}`).join(" and ");
      const client = await runtime.connect();
      await client.query("begin");
      await client.query(
        "select set_config('relais.organizations', $1, true), set_config('relais.guest_conversations', $2, true)",
        [`{${own.organization}}`, `{${own.conversation}}`],
      );
      const moved = client.query(
        `update ${table} set conversation_id = '${internal.conversation}' where ${where}`,
        key.map((column) => row[column]),
      );
      await expect(moved).rejects.toMatchObject({ code: "42501" });
      await client.query("rollback");
      client.release();
    }
  });

  test("P5 N37.4: a guest reads the photos of a proof of their case, and changes nothing of them", async () => {
    const photoIn = async (world: World, kept: boolean): Promise<Row> => {
      const proof = await rowIn(world, "case_proof", "select");
      const row: Row = {
        ...(await samples.file.make(world, database.owner)),
        conversation_id: null,
        case_id: proof.case_id,
        ...(kept && { proof_id: proof.id, state: "ready", type: "image/jpeg", bytes: 1 }),
      };
      await insertRow(database.owner, "file", row);
      return row;
    };
    const mine = await photoIn(own, true);
    expect(await reached("select", "file", mine)).toBe(1);
    expect(await reached("update", "file", mine)).toBe(0);
    expect(await reached("delete", "file", mine)).toBe(0);
    expect(await reached("insert", "file", { ...mine, id: newId() })).toBe(0);
    expect(await reached("select", "file", await photoIn(own, false))).toBe(0);
    expect(await reached("select", "file", await photoIn(neighbour, true))).toBe(0);
  });

  test("P5: a link is visible to whoever holds its token, and no other", async () => {
    const mine = await rowIn(own, "guest_link", "select");
    await rowIn(own, "guest_link", "select");
    const seen = async (hash: string): Promise<unknown[]> => {
      const client = await runtime.connect();
      await client.query("begin");
      await client.query("select set_config('relais.link_hash', $1, true)", [hash]);
      const { rows } = await client.query("select id from guest_link");
      await client.query("rollback");
      client.release();
      return rows;
    };
    expect(await seen((mine.token_hash as Buffer).toString("hex"))).toEqual([{ id: mine.id }]);
    expect(await seen("00".repeat(32))).toEqual([]);
    expect(await seen("")).toEqual([]);
  });

  test("P5: with a conversation that does not exist a guest sees nothing", async () => {
    const client = await runtime.connect();
    await client.query("begin");
    await client.query(
      "select set_config('relais.organizations', $1, true), set_config('relais.guest_conversations', $2, true)",
      [`{${own.organization}}`, `{${newId()}}`],
    );
    for (const table of tables.filter((one) => reachable[one].includes("select"))) {
      if (common.has(table)) continue;
      const { rowCount } = await client.query(`select from ${table}`);
      expect({ table, rowCount }).toEqual({ table, rowCount: 0 });
    }
    await client.query("rollback");
    client.release();
  });
});
