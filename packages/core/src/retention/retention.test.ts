import type { HistoryPage } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { changeStatus } from "../case/change-status.ts";
import type { Core } from "../core.ts";
import { listEvents } from "../conversation/list-events.ts";
import { readHistory } from "../conversation/read-history.ts";
import type { Actor } from "../actor.ts";
import { listAudit } from "../audit/list-entries.ts";
import { newId } from "../ids.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { sendMessage } from "../message/send-message.ts";
import { changeOrganization } from "../organization/change-settings.ts";
import {
  type Conversation,
  createConversation,
  createMember,
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
  room = await createConversation(core, database);
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
