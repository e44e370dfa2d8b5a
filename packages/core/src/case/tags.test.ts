import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import {
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  createOutsider,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { listTags } from "./list-tags.ts";
import { updateCase } from "./update-case.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;
let claire: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  room = await createConversation(core, database);
  claire = await createMember(database, room.organization_id, "admin");
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

test("N25.9: the tags in use are offered to those who know them, those used most first", async () => {
  const other = await createConversation(core, database, room.organization_id);
  await updateCase(core, claire, room.case.id, { tags: ["vip", "relance"] });
  await updateCase(core, claire, other.case.id, { tags: ["relance"] });
  expect(await listTags(core, claire)).toEqual(["relance", "vip"]);
  expect(await listTags(core, room.worker)).toEqual(["relance", "vip"]);
  const oscar = await createOutsider(database);
  expect(await listTags(core, oscar)).toEqual([]);
});

test("N25.9: a customer and a guest are told of none", async () => {
  const guest = { ...room.customer, guest: { conversation_id: room.id } };
  for (const actor of [room.customer, guest]) {
    expect(await codeOf(listTags(core, actor))).toBe("forbidden");
  }
});
