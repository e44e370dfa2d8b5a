import { afterAll, beforeAll, expect, test } from "vitest";
import type { Core } from "../core.ts";
import {
  codeOf,
  createConversation,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { startGuidance } from "./start.ts";

let database: TestDatabase;
let core: Core;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

test("N21.1: not in a case that has ended, though one still writes there", async () => {
  const room = await createConversation(core, database);
  // As a kind has it whose conversation outlives its work.
  await database.owner.query("update service_case set status = 'cancelled' where id = $1", [
    room.case.id,
  ]);
  const attempt = startGuidance(core, room.worker, { conversation_id: room.id });
  expect(await codeOf(attempt)).toBe("case_ended");
});
