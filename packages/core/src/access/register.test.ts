import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Core } from "../core.ts";
import { createDepartment } from "../department/create-department.ts";
import { createMember as giveAccount } from "../member/create-member.ts";
import { listMembers } from "../member/list-members.ts";
import { openCase } from "../case/open-case.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { register } from "./register.ts";
import { signIn } from "./sign-in.ts";

let database: TestDatabase;
let core: Core;
let open: string;
let closed: string;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  open = await createOrganization(database, { kinds: ["ticket"] });
  closed = await createOrganization(database);
  await database.owner.query("update organization set open_registration = true where id = $1", [
    open,
  ]);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

const given = { password: "un mot de passe", full_name: "Aminata Ba" };
const count = async () =>
  (await database.owner.query("select count(*) from member")).rows[0]?.count;
const whole = () => ({ from: 0, most: 100 });

describe("Registering", () => {
  test("makes a customer of the one organization that lets people register, who signs in", async () => {
    const member = await register(core, { ...given, email: " Aminata@Relais.test " });
    expect(member).toMatchObject({ email: "aminata@relais.test", role: "customer" });
    const { user } = await signIn(core, { ...given, email: "aminata@relais.test" });
    expect(user.organization.id).toBe(open);
  });

  test("is refused where an organization does not let people, and leaves nothing", async () => {
    const before = await count();
    for (const organization of [closed, "nowhere"]) {
      const asked = register(core, { ...given, email: "b@relais.test", organization });
      expect(await codeOf(asked)).toBe("invalid_body");
    }
    const elsewhere = register(core, { ...given, email: "c@relais.test", department: "Ailleurs" });
    expect(await codeOf(elsewhere)).toBe("invalid_body");
    expect(await count()).toBe(before);
  });

  test("twice with one address at once makes one account", async () => {
    const both = await Promise.allSettled(
      [1, 2].map(() => register(core, { ...given, email: "twice@relais.test" })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("with a department, which the tickets of that person then have", async () => {
    const admin = await createMember(database, open, "admin");
    const { id } = await createDepartment(core, admin, { name: "Comptabilité" });
    const email = "compta@relais.test";
    const member = await register(core, { ...given, email, department: "comptabilité" });
    expect(member.department).toEqual({ id, name: "Comptabilité" });
    const actor = { ...admin, id: member.id, role: "customer" as const };
    const ticket = await openCase(core, actor, { kind: "ticket", title: "Écran noir" });
    expect(ticket.fields.department).toMatchObject({ id });
  });
});

describe("An account that is given", () => {
  test("is the administrator's to give, in their organization only", async () => {
    const admin = await createMember(database, closed, "admin");
    const worker = await createMember(database, closed, "worker");
    const account = { email: "new@relais.test", full_name: "Ibrahima", role: "worker" } as const;
    expect(await codeOf(giveAccount(core, worker, account))).toBe("forbidden");
    const { member, password } = await giveAccount(core, admin, account);
    const signedIn = await signIn(core, { email: account.email, password: password ?? "" });
    expect(signedIn.user).toMatchObject({ id: member.id, role: "worker" });
    const known = await listMembers(core, worker, whole);
    expect(known.members.map(({ id }) => id)).toContain(member.id);
    const outsider = await createMember(database, open, "worker");
    const others = await listMembers(core, outsider, whole);
    expect(others.members.map(({ id }) => id)).not.toContain(member.id);
  });

  test("a customer finds only themselves among the people", async () => {
    const awa = await createMember(database, closed, "customer");
    const { count, members } = await listMembers(core, awa, whole);
    expect([count, members.map(({ id }) => id)]).toEqual([1, [awa.id]]);
  });
});
