import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { startTestDatabase, type TestDatabase, testCore } from "../testing/index.ts";
import { keepTyping } from "./keep-typing.ts";

let database: TestDatabase;
let core: Core;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
});
afterAll(async () => {
  await core.close();
  await database.stop();
});

describe("Keeping who types", () => {
  test("costs nothing for those who send without having typed: that is every message", async () => {
    const transaction = vi.spyOn(core.db, "transaction");
    const keeper = keepTyping(core, "claim");
    const person = { organization_id: newId(), conversation_id: newId(), user_id: newId() };
    keeper.note({ ...person, active: true, case_kind: "request" });
    keeper.note({ ...person, active: false, case_kind: null });
    await keeper.settled();
    expect(transaction).not.toHaveBeenCalled();
    keeper.note({ ...person, active: true, case_kind: "claim" });
    await keeper.settled();
    expect(transaction).toHaveBeenCalledTimes(1);
  });
});
