import { afterAll, beforeAll, expect, it } from "vitest";
import { signIn } from "../access/sign-in.ts";
import { signOut } from "../access/sign-out.ts";
import type { Actor } from "../actor.ts";
import { createReply } from "../canned-reply/edit-replies.ts";
import type { Core } from "../core.ts";
import { createDepartment } from "../department/create-department.ts";
import {
  codeOf,
  createConversation,
  createMember,
  createOrganization,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { revokeLink } from "../guest/revoke-link.ts";
import { shareLink } from "../guest/share-link.ts";
import { changeAccount } from "../account/change-account.ts";
import { cell, exportAudit } from "./export-entries.ts";
import { listAudit } from "./list-entries.ts";

let database: TestDatabase;
let core: Core;
let admin: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  const organization = await createOrganization(database);
  admin = {
    ...(await createMember(database, organization, "admin")),
    address: "203.0.113.7",
  };
});
afterAll(async () => {
  await core.close();
  await database.stop();
});

it("says who did what, from where, to what, and when", async () => {
  const made = await createDepartment(core, admin, { name: "Comptabilité" });
  const [entry] = (await listAudit(core, admin)).entries;
  expect(entry).toEqual({
    id: expect.any(String),
    at: expect.any(String),
    action: "department.created",
    actor: { id: admin.id, full_name: admin.full_name },
    subject: { id: made.id, name: made.name },
    address: "203.0.113.7",
    before: null,
    after: null,
  });
});

it("says nothing of what was refused: the log and the fact are one transaction", async () => {
  const before = (await listAudit(core, admin)).entries.length;
  expect(await codeOf(createDepartment(core, admin, { name: "comptabilité" }))).toBe(
    "invalid_body",
  );
  expect((await listAudit(core, admin)).entries).toHaveLength(before);
});

it("keeps that an account was locked, by whom nobody knows, and that somebody signed out everywhere", async () => {
  const password_hash = await core.accounts.passwords.hash("le bon mot de passe");
  const worker = await createMember(database, admin.organization_id, "worker", {
    email: "locked@relais.test",
    password_hash,
  });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const wrong = { email: "locked@relais.test", password: "faux", address: "198.51.100.1" };
    expect(await codeOf(signIn(core, wrong))).toBe("credentials_wrong");
  }
  // The note of a failure is awaited by the next attempt.
  expect(await codeOf(signIn(core, { email: "locked@relais.test", password: "faux" }))).toBe(
    "account_locked",
  );
  const [locked] = (await listAudit(core, admin, { area: "account" })).entries;
  expect(locked).toMatchObject({
    action: "account.locked",
    actor: null,
    subject: { id: worker.id },
    address: "198.51.100.1",
    after: { failures: 5 },
  });
  await signOut(core, worker, { everywhere: true });
  const [out] = (await listAudit(core, admin, { area: "sessions" })).entries;
  expect(out).toMatchObject({ action: "sessions.ended_everywhere", actor: { id: worker.id } });
});

it("keeps that a customer's link was renewed and withdrawn, and nothing of the link itself", async () => {
  const room = await createConversation(core, database, admin.organization_id);
  const first = await shareLink(core, room.worker, room.id);
  const second = await shareLink(core, room.worker, room.id, { renew: true });
  await revokeLink(core, room.worker, room.id);
  await revokeLink(core, room.worker, room.id);
  const { entries } = await listAudit(core, admin, { area: "link" });
  expect(entries.map(({ action }) => action)).toEqual(["link.withdrawn", "link.renewed"]);
  const text = await exportAudit(core, admin);
  for (const { path } of [first, second]) expect(text).not.toContain(path.slice(-64));
});

it("writes down shared canned replies, and nobody's own", async () => {
  const input = {
    title: "Bonjour",
    text: "Bonjour",
    kinds: [],
    actions: { add_tags: [], status: null, assign: null },
  };
  await createReply(core, admin, { ...input, personal: true });
  await createReply(core, admin, { ...input, title: "Accueil", personal: false });
  const { entries } = await listAudit(core, admin, { area: "canned_reply" });
  expect(entries).toMatchObject([{ action: "canned_reply.created", subject: { name: "Accueil" } }]);
});

it("is narrowed to a person and to days, and paged from the newest on", async () => {
  const second = await createMember(database, admin.organization_id, "admin");
  for (let count = 0; count < 52; count += 1) {
    await createDepartment(core, second, { name: `Service ${count}` });
  }
  const first = await listAudit(core, admin, { actor_id: second.id });
  const rest = await listAudit(core, admin, { actor_id: second.id, before: first.next ?? "" });
  expect([first.entries.length, rest.entries.length, rest.next]).toEqual([50, 2, null]);
  expect(first.entries[0]?.subject?.name).toBe("Service 51");
  const today = new Date().toISOString().slice(0, 10);
  const narrowed = { actor_id: second.id, area: "department", from: today, to: today } as const;
  expect((await listAudit(core, admin, narrowed)).entries).toHaveLength(50);
  const past = await listAudit(core, admin, { to: "2020-01-01" });
  expect(past.entries).toEqual([]);
});

it("P5: another organization's admin reads none of it", async () => {
  const elsewhere = await createOrganization(database);
  const outside = await createMember(database, elsewhere, "admin");
  expect((await listAudit(core, outside)).entries).toEqual([]);
  expect((await exportAudit(core, outside)).trim().split("\r\n")).toHaveLength(1);
});

it("cannot be changed or taken away by the server", async () => {
  for (const statement of ["update audit_entry set action = 'x'", "delete from audit_entry"]) {
    await expect(core.pool.query(statement)).rejects.toThrow(/permission denied/);
  }
});

it("is exported for spreadsheets, with nothing in it that one would run", async () => {
  const worker = await createMember(database, admin.organization_id, "worker", {
    full_name: '=HYPERLINK("https://evil.example")',
  });
  await changeAccount(core, admin, worker.id, { role: "agent" });
  const csv = await exportAudit(core, admin, { area: "account" });
  expect(csv.startsWith("\ufeffat,action,")).toBe(true);
  expect(csv).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
  expect(csv).toContain('"{""role"":""agent""}"');
});

it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "%0A=1", "|calc"])(
  "a spreadsheet does not run %j",
  (value) => {
    expect(cell(value)).toBe(`"'${value}"`);
  },
);

it("leaves an ordinary text as it is", () => {
  expect(cell('Awa "la cheffe"')).toBe('"Awa ""la cheffe"""');
});
