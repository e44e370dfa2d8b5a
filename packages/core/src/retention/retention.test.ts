import type { HistoryPage } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { changeStatus } from "../case/change-status.ts";
import { openCase } from "../case/open-case.ts";
import type { Core } from "../core.ts";
import { listEvents } from "../conversation/list-events.ts";
import { readHistory } from "../conversation/read-history.ts";
import type { Actor } from "../actor.ts";
import { listAudit } from "../audit/list-entries.ts";
import { saveDraft } from "../draft/save-draft.ts";
import { startGuidance } from "../guidance/start.ts";
import { newId } from "../ids.ts";
import { kinds } from "../kinds/registry.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { sendMessage } from "../message/send-message.ts";
import { changeOrganization } from "../organization/change-settings.ts";
import { createProcedure } from "../procedure/write-procedure.ts";
import {
  type Conversation,
  createConversation,
  createMember,
  createOrganization,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { eraseDue } from "./erase-due.ts";

const secret = "le code du portail est 4071";
const dayMs = 86_400_000;
const clock = new TestClock();
let database: TestDatabase;
let core: Core;
let room: Conversation;
let admin: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { now: clock.now });
});
beforeEach(async () => {
  const all = kinds.all().map(({ name }) => name);
  room = await createConversation(
    core,
    database,
    await createOrganization(database, { kinds: all }),
  );
  admin = await createMember(database, room.organization_id, "admin");
  await say(room.customer, room.id);
  await say(room.worker, room.internal_id);
});
afterAll(async () => {
  await core.close();
  await database.stop();
});

const say = (actor: Actor, conversation_id: string) =>
  sendMessage(core, actor, { conversation_id, text: secret, client_id: newId() });
const end = () => changeStatus(core, room.customer, room.case.id, { status: "cancelled" });
const keepFor = (retention_days: number | null) =>
  changeOrganization(core, admin, { retention_days });
const textsOf = async ({ customer, id }: Conversation) => {
  const page = JSON.parse(String(await readHistory(core, customer, id))) as HistoryPage;
  return page.messages.filter(({ kind }) => kind === "text");
};
const stored = async () => {
  const { rows } = await database.owner.query<{ text: string }>(
    `select (select json_agg(m) from message m where organization_id = $1)::text
       || (select json_agg(e) from event e where organization_id = $1)::text as text`,
    [room.organization_id],
  );
  return rows[0]?.text ?? "";
};

it("N33.7: erases every word of a case once its time is over, from the journal and from what is internal too", async () => {
  await keepFor(30);
  await end();
  clock.pass(30 * dayMs - 1);
  expect(await eraseDue(core)).toBe(0);
  expect(await stored()).toContain(secret);
  clock.pass(1);
  expect(await eraseDue(core)).toBe(2);
  expect(await stored()).not.toContain("4071");
  const messages = await textsOf(room);
  expect(messages[0]).toMatchObject({ text: "", deleted_at: expect.any(String) });
  const { events } = await listEvents(core, room.customer, room.id, 0);
  expect(events.at(-1)).toMatchObject({ type: "message.deleted", actor_id: null });
  expect((await listAudit(core, admin, { area: "retention" })).entries).toMatchObject([
    { action: "retention.erased", actor: null, after: { messages: 2 } },
  ]);
});

it("does so once, and counts nothing again", async () => {
  await keepFor(1);
  await end();
  clock.pass(dayMs);
  await eraseDue(core);
  expect(await eraseDue(core)).toBe(0);
});

it("N33.7: keeps what is written after the end for its own time, before the first erasure and after it", async () => {
  await keepFor(30);
  await end();
  const due = async () => [await eraseDue(core), await eraseDue(core)];
  // A conversation may stay open for words after the end; what is beside it always does.
  clock.pass(29 * dayMs);
  await say(room.worker, room.internal_id);
  clock.pass(dayMs);
  expect(await due()).toEqual([2, 0]);
  expect(await stored()).toContain(secret);
  clock.pass(dayMs);
  await say(room.worker, room.internal_id);
  clock.pass(28 * dayMs - 1);
  expect(await due()).toEqual([0, 0]);
  clock.pass(1);
  expect(await due()).toEqual([1, 0]);
  expect(await stored()).toContain(secret);
  clock.pass(2 * dayMs);
  expect(await due()).toEqual([1, 0]);
  expect(await stored()).not.toContain("4071");
});

it("N33.7: erases what was left when an organization keeps words for a shorter time", async () => {
  await keepFor(30);
  await end();
  clock.pass(20 * dayMs);
  await say(room.worker, room.internal_id);
  clock.pass(10 * dayMs);
  expect(await eraseDue(core)).toBe(2);
  await keepFor(10);
  expect(await eraseDue(core)).toBe(1);
  expect(await stored()).not.toContain("4071");
});

it("leaves what an organization keeps for ever, and cases that have not ended", async () => {
  await end();
  clock.pass(3_650 * dayMs);
  expect(await eraseDue(core)).toBe(0);
  const open = await createConversation(core, database, room.organization_id);
  await say(open.customer, open.id);
  await keepFor(1);
  clock.pass(30 * dayMs);
  expect(await eraseDue(core)).toBe(2);
  const messages = await textsOf(open);
  expect(messages[0]?.text).toBe(secret);
});

it("passes over what somebody had deleted, and erases more than one batch", async () => {
  await keepFor(1);
  for (let count = 0; count < 60; count += 1) await say(room.customer, room.id);
  const messages = await textsOf(room);
  const number = messages.at(-1)?.number ?? 0;
  await deleteMessage(core, room.customer, { conversation_id: room.id, number });
  await end();
  clock.pass(dayMs);
  expect(await eraseDue(core)).toBe(61);
  expect(await stored()).not.toContain("4071");
});

it("N33.7: leaves the words in no table, those of guidance and of its procedures neither", async () => {
  await keepFor(1);
  const { id: procedure } = await createProcedure(core, admin, {
    title: "Ouvrir le portail",
    description: "",
    variables: [{ name: "code", label: "Code", kind: "text", options: [] }],
    steps: [{ id: "a", text: "Entrez {{code}}", pictures: [], if_failed: null }],
  });
  const here = { conversation_id: room.id };
  await startGuidance(core, room.worker, {
    ...here,
    procedure: { id: procedure, values: { code: secret } },
  });
  await sendMessage(core, room.worker, { ...here, text: secret, client_id: newId() });
  await saveDraft(core, room.customer, { ...here, text: secret, reply_to: null, base: null });
  expect(await tablesWith(secret)).toEqual(
    expect.arrayContaining(["draft", "guidance_session", "message"]),
  );
  await end();
  clock.pass(dayMs);
  await eraseDue(core);
  expect(await tablesWith(secret)).toEqual([]);
});

it("passes over an ended case that has no conversation of its own", async () => {
  await keepFor(1);
  const { booked } = await pair();
  await changeStatus(core, room.customer, booked.id, { status: "cancelled" });
  await end();
  clock.pass(dayMs);
  expect(await eraseDue(core)).toBe(2);
});

describe("N33.7: the conversation of two people", () => {
  it("keeps each message for its time, archived or not", async () => {
    await keepFor(30);
    const { thread } = await pair("cancelled");
    await say(room.customer, thread);
    clock.pass(29 * dayMs);
    await sendMessage(core, room.customer, {
      conversation_id: thread,
      text: "Bonjour",
      client_id: newId(),
    });
    clock.pass(2 * dayMs);
    expect(await eraseDue(core)).toBe(1);
    const texts = (await textsOf({ ...room, id: thread })).map(({ text }) => text);
    expect(texts).toEqual(["", "Bonjour"]);
    expect(await eraseDue(core)).toBe(0);
    expect((await listAudit(core, admin, { area: "retention" })).entries).toMatchObject([
      { action: "retention.erased", after: { messages: 1 } },
    ]);
  });

  it("keeps what was written since a case of theirs was opened, until its time is over", async () => {
    await keepFor(10);
    const { thread, booked } = await pair();
    await say(room.customer, thread);
    const wordsOf = async () => {
      await eraseDue(core);
      return (await textsOf({ ...room, id: thread })).map(({ text }) => text);
    };
    clock.pass(60 * dayMs);
    expect(await wordsOf()).toEqual([secret]);
    await changeStatus(core, room.customer, booked.id, { status: "cancelled" });
    clock.pass(10 * dayMs - 1);
    expect(await wordsOf()).toEqual([secret]);
    clock.pass(1);
    expect(await wordsOf()).toEqual([""]);
  });

  it("is left alone where an organization keeps everything", async () => {
    const { thread } = await pair("cancelled");
    await say(room.customer, thread);
    clock.pass(3_650 * dayMs);
    await eraseDue(core);
    expect((await textsOf({ ...room, id: thread }))[0]?.text).toBe(secret);
  });
});

/** An appointment of the customer with a garage, and the thread that it is talked about in. */
async function pair(status?: "cancelled") {
  const garage = await createMember(database, room.organization_id, "worker");
  const booked = await openCase(core, room.customer, {
    kind: "appointment",
    title: "Vidange",
    fields: { starts_at: "2027-01-15T09:00:00.000Z" },
    assignee_id: garage.id,
  });
  if (status !== undefined) await changeStatus(core, room.customer, booked.id, { status });
  return { booked, thread: booked.conversation_id ?? "" };
}

/** The tables of the organization in which these words stand, whatever their columns. */
async function tablesWith(words: string): Promise<string[]> {
  const { rows } = await database.owner.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and c.column_name = 'organization_id' and t.table_type = 'BASE TABLE' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await database.owner.query(
      `select from "${name}" r where organization_id = $1 and position($2 in row_to_json(r)::text) > 0 limit 1`,
      [room.organization_id, words],
    );
    if (rowCount) found.push(name);
  }
  return found;
}
