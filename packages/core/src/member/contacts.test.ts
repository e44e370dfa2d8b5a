import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeStatus } from "../case/change-status.ts";
import type { Core } from "../core.ts";
import {
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { changeMe } from "./change-me.ts";
import { readContacts } from "./contacts.ts";
import { readMe } from "./me.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
});

describe("A telephone number", () => {
  test("is kept as it is dialled, and taken back", async () => {
    await changeMe(core, room.worker, { phone: "+223 76.12-34 (56)" });
    expect((await readMe(core, room.worker)).phone).toBe("+22376123456");
    await changeMe(core, room.worker, { phone: "00223 76 12 34 56" });
    expect((await readMe(core, room.worker)).phone).toBe("+22376123456");
    expect((await changeMe(core, room.worker, { phone: null })).phone).toBeNull();
  });

  test.each(["", "76 12 34 56", "+0 12 34 56 78", "+223", "+223 appelez", "+1234567890123456"])(
    "that cannot be dialled from abroad (%s) is refused by name, and nothing changes",
    async (phone) => {
      const refusal = await refusalOf(
        Promise.resolve().then(() => changeMe(core, room.worker, { phone })),
      );
      expect(refusal.code).toBe("invalid_body");
      expect(Object.keys(refusal.details.fields ?? {})).toEqual(["phone"]);
      expect((await readMe(core, room.worker)).phone).toBeNull();
    },
  );

  test("is told to those who take part while the case is open, and masked after", async () => {
    await changeMe(core, room.worker, { phone: "+22376123456" });
    const contact = { user_id: room.worker.id, phone: "+22376123456", masked: false };
    expect(await readContacts(core, room.customer, room.id)).toEqual([contact]);
    expect(await readContacts(core, room.worker, room.id)).toEqual([]);
    for (const status of ["en_route", "arrived", "in_progress", "completed"]) {
      await changeStatus(core, room.worker, room.case.id, { status });
    }
    expect(await readContacts(core, room.customer, room.id)).toEqual([
      { ...contact, phone: "+223 •• •• 56", masked: true },
    ]);
  });

  test("is not an admin's, nor a stranger's, nor another organization's to know", async () => {
    await changeMe(core, room.worker, { phone: "+22376123456" });
    for (const role of ["admin", "worker", "agent"] as const) {
      const stranger = await createMember(database, room.organization_id, role);
      expect(await codeOf(readContacts(core, stranger, room.id))).toBe("forbidden");
    }
    const { customer } = await createConversation(core, database);
    expect(await codeOf(readContacts(core, customer, room.id))).toBe("not_found");
  });
});
