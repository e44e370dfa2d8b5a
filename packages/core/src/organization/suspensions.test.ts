import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Consumer } from "../consumers/consumer.ts";
import { type RunningConsumers, startConsumers } from "../consumers/start-consumers.ts";
import type { Core } from "../core.ts";
import { listOrganizationIds } from "../database/scope.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  type Conversation,
  createConversation,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { suspendOrganization } from "./suspend-organization.ts";
import { watchSuspensions } from "./suspensions.ts";

let database: TestDatabase;
let core: Core;
let running: RunningConsumers | undefined;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);
afterAll(async () => {
  await core.close();
  await database.stop();
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function slugOf(organizationId: string): Promise<string> {
  const { rows } = await database.owner.query<{ slug: string }>(
    "select slug from organization where id = $1",
    [organizationId],
  );
  return rows[0]?.slug ?? "";
}

async function put(room: Conversation, suspended: boolean): Promise<boolean> {
  const slug = await slugOf(room.organization_id);
  const changed = await suspendOrganization(database.target, { slug, suspended });
  await core.suspensions.look();
  return changed;
}

const send = (room: Conversation) =>
  sendMessage(core, room.customer, { conversation_id: room.id, text: "Oui", client_id: newId() });

test("a suspended organization's reactions rest, and go on with what was left", async () => {
  const [resting, other] = [
    await createConversation(core, database),
    await createConversation(core, database),
  ];
  const seen: string[] = [];
  const noting: Consumer = {
    name: "noting",
    run: async (_core, organizationId) => {
      seen.push(organizationId);
      return { progressed: false, more: false };
    },
  };
  await put(resting, true);
  expect(await listOrganizationIds(core.db)).not.toContain(resting.organization_id);
  running = startConsumers(core, [noting]);
  await send(resting);
  await send(other);
  // The gate is first come, first served: had the one run, it would have run before the other.
  await expect.poll(() => seen).toContain(other.organization_id);
  expect(seen).not.toContain(resting.organization_id);
  await put(resting, false);
  await vi.waitFor(() => expect(seen).toContain(resting.organization_id), { timeout: 10_000 });
});

test("suspending twice changes nothing, and both are written into its own audit log", async () => {
  const room = await createConversation(core, database);
  const heard: unknown[] = [];
  const stop = core.suspensions.listen((news) => heard.push(news));
  expect(await put(room, true)).toBe(true);
  expect(await put(room, true)).toBe(false);
  expect(await put(room, false)).toBe(true);
  stop();
  const id = room.organization_id;
  expect(heard).toEqual([
    { suspended: [id], resumed: [] },
    { suspended: [], resumed: [id] },
  ]);
  const { rows } = await database.owner.query(
    "select action, actor_id from audit_entry where organization_id = $1 order by id",
    [id],
  );
  expect(rows).toEqual([
    { action: "organization.suspended", actor_id: null },
    { action: "organization.resumed", actor_id: null },
  ]);
});

test("a short name that there is not is named", async () => {
  const nowhere = { slug: "nowhere", suspended: true };
  await expect(suspendOrganization(database.target, nowhere)).rejects.toMatchObject({
    code: "invalid_body",
    details: { fields: { slug: expect.anything() } },
  });
});

test("what is suspended when a server starts is known before it answers anybody", async () => {
  const room = await createConversation(core, database);
  const slug = await slugOf(room.organization_id);
  await suspendOrganization(database.target, { slug, suspended: true });
  const later = await testCore(database);
  const watch = await watchSuspensions(later);
  expect(() => later.suspensions.refuse(room.organization_id)).toThrow("suspended");
  await watch.stop();
  await later.close();
});
