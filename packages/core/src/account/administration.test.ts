import type { Role } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { signIn } from "../access/sign-in.ts";
import type { Actor } from "../actor.ts";
import { exportAudit } from "../audit/export-entries.ts";
import { listAudit } from "../audit/list-entries.ts";
import { openCase } from "../case/open-case.ts";
import { acceptCase } from "../case/accept-case.ts";
import { assignCase } from "../case/assign-case.ts";
import { getCase } from "../case/get-case.ts";
import type { Core } from "../core.ts";
import { acceptInvitation, readInvitation } from "../invitation/accept-invitation.ts";
import { invite, listInvitations, withdrawInvitation } from "../invitation/invite.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  refusalOf,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { endAccountSessions, listAccountSessions } from "./account-sessions.ts";
import { changeAccount } from "./change-account.ts";
import { deactivateAccount, reactivateAccount } from "./deactivate-account.ts";
import { listAccounts } from "./list-accounts.ts";

let database: TestDatabase;
let core: Core;
const clock = new TestClock();
let admin: Actor;
let outside: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { now: clock.now });
  const elsewhere = await createOrganization(database, { name: "Ailleurs" });
  outside = await createMember(database, elsewhere, "admin");
});
beforeEach(async () => {
  const organization = await createOrganization(database, { kinds: ["claim", "request"] });
  admin = await createMember(database, organization, "admin");
});
afterAll(async () => {
  await core.close();
  await database.stop();
});

const member = (role: Role, settings = {}) =>
  createMember(database, admin.organization_id, role, settings);
const tokenOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
const actions = async () => (await listAudit(core, admin)).entries.map(({ action }) => action);
const password = "une phrase assez longue";
const accept = (path: string, email: string) =>
  acceptInvitation(core, {
    token: tokenOf(path),
    full_name: "Salif Coulibaly",
    email,
    password,
    language: "en",
  });

describe("the list of accounts", () => {
  it("finds by name and address, by role and by state, with how many there are", async () => {
    const salif = await member("worker", { full_name: "Salif Coulibaly" });
    await member("worker", { full_name: "Zoé 100%", email: "zoe@salif.test" });
    const found = await listAccounts(core, admin, { q: "salif" });
    expect(found.accounts.map(({ full_name }) => full_name)).toEqual([
      "Salif Coulibaly",
      "Zoé 100%",
    ]);
    expect(found).toMatchObject({ count: 2, next: null });
    expect((await listAccounts(core, admin, { q: "0%" })).count).toBe(1);
    expect((await listAccounts(core, admin, { q: "_" })).count).toBe(0);
    expect((await listAccounts(core, admin, { role: "admin" })).count).toBe(1);
    await deactivateAccount(core, admin, salif.id);
    const gone = await listAccounts(core, admin, { state: "deactivated" });
    expect(gone.accounts).toMatchObject([{ id: salif.id, active: false }]);
  });

  it("pages by name, each account once", async () => {
    await Promise.all(Array.from({ length: 60 }, () => member("customer")));
    const first = await listAccounts(core, admin);
    const second = await listAccounts(core, admin, { after: first.next ?? "" });
    expect([first.accounts.length, second.accounts.length, first.count]).toEqual([50, 11, 61]);
    const ids = new Set([...first.accounts, ...second.accounts].map(({ id }) => id));
    expect(ids.size).toBe(61);
  });

  it("P5: shows nobody of another organization", async () => {
    const ids = (await listAccounts(core, outside)).accounts.map(({ id }) => id);
    expect(ids).toEqual([outside.id]);
  });
});

describe("an invitation", () => {
  it("makes one person somebody of the organization, with what they chose, once", async () => {
    const { path, invitation } = await invite(core, admin, { role: "agent", full_name: "Salif" });
    expect(invitation).toMatchObject({ state: "open", role: "agent", invited_by: admin.full_name });
    expect(await readInvitation(core, tokenOf(path))).toMatchObject({
      role: "agent",
      full_name: "Salif",
      email: null,
    });
    await accept(path, "Salif@Relais.Test");
    const { user } = await signIn(core, { email: "salif@relais.test", password });
    expect(user).toMatchObject({ role: "agent", language: "en", full_name: "Salif Coulibaly" });
    expect(user.organization.id).toBe(admin.organization_id);
    expect(await codeOf(accept(path, "other@relais.test"))).toBe("invitation_used");
    expect(await codeOf(readInvitation(core, tokenOf(path)))).toBe("invitation_used");
    expect(await listInvitations(core, admin)).toMatchObject([{ state: "used" }]);
    expect(await actions()).toEqual(["invitation.accepted", "invitation.made"]);
  });

  it("of two who take it up at once, lets one in", async () => {
    const { path } = await invite(core, admin, { role: "worker" });
    const outcomes = await Promise.allSettled([
      accept(path, "one@race.test"),
      accept(path, "two@race.test"),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await listAccounts(core, admin, { q: "@race.test" })).count).toBe(1);
  });

  it("ends with its days, and when it is withdrawn", async () => {
    const short = await invite(core, admin, { role: "agent", days: 1 });
    const withdrawn = await invite(core, admin, { role: "agent" });
    await withdrawInvitation(core, admin, withdrawn.invitation.id);
    expect(await codeOf(accept(withdrawn.path, "a@end.test"))).toBe("invitation_withdrawn");
    clock.pass(86_400_000);
    expect(await codeOf(accept(short.path, "a@end.test"))).toBe("invitation_expired");
    expect(await codeOf(readInvitation(core, "0".repeat(64)))).toBe("invitation_unknown");
  });

  it("for one address is taken up by nobody else's", async () => {
    const { path } = await invite(core, admin, { role: "agent", email: "Fanta@relais.test" });
    const refused = await refusalOf(accept(path, "thief@relais.test"));
    expect(refused.details.fields).toHaveProperty("email");
    await accept(path, "fanta@relais.test");
  });

  it("is refused for an address that somebody has, and a role that the organization has no use for", async () => {
    const { id } = await member("worker", { email: "taken@relais.test" });
    expect(id).toBeTruthy();
    const taken = await refusalOf(
      invite(core, admin, { role: "agent", email: "taken@relais.test" }),
    );
    expect(taken.details.fields).toHaveProperty("email");
    const shop = await createOrganization(database, { kinds: ["delivery"] });
    const theirs = await createMember(database, shop, "admin");
    const unused = core.kinds.get("delivery")?.sees.manager === "none" ? "manager" : undefined;
    if (unused !== undefined) {
      expect(await codeOf(invite(core, theirs, { role: unused }))).toBe("invalid_body");
    }
  });
});

describe("another role", () => {
  it("holds from the next sign-in: every device is signed out at once", async () => {
    const agent = await member("agent");
    const ended: string[] = [];
    const stop = core.signIns.onEnded((ids) => ended.push(...ids));
    expect(await changeAccount(core, admin, agent.id, { role: "manager" })).toMatchObject({
      role: "manager",
    });
    stop();
    expect(ended).toEqual([agent.sign_in_id]);
    expect(await core.signIns.check(agent)).toBe(false);
    const [entry] = (await listAudit(core, admin)).entries;
    expect(entry).toMatchObject({
      action: "account.role_changed",
      actor: { id: admin.id },
      subject: { id: agent.id },
      before: { role: "agent" },
      after: { role: "manager" },
    });
  });

  it("that is the same one changes nothing", async () => {
    const agent = await member("agent");
    await changeAccount(core, admin, agent.id, { role: "agent" });
    expect(await core.signIns.check(agent)).toBe(true);
    expect(await actions()).toEqual([]);
  });
});

describe("the last administrator", () => {
  it("neither loses the role nor leaves", async () => {
    expect(await codeOf(changeAccount(core, admin, admin.id, { role: "agent" }))).toBe(
      "last_admin",
    );
    expect(await codeOf(deactivateAccount(core, admin, admin.id))).toBe("last_admin");
    expect(await core.signIns.check(admin)).toBe(true);
  });

  it("is one of two who leave at once", async () => {
    const second = await member("admin");
    const outcomes = await Promise.allSettled([
      deactivateAccount(core, admin, admin.id),
      changeAccount(core, second, second.id, { role: "agent" }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is not somebody who was deactivated", async () => {
    const second = await member("admin");
    await deactivateAccount(core, admin, second.id);
    expect(await codeOf(deactivateAccount(core, admin, admin.id))).toBe("last_admin");
  });
});

describe("somebody who is deactivated", () => {
  it("is signed out everywhere, signs in no more, and comes back with the password they had", async () => {
    const { path } = await invite(core, admin, { role: "agent" });
    await accept(path, "gone@relais.test");
    const { user } = await signIn(core, { email: "gone@relais.test", password });
    const ended: string[] = [];
    const stop = core.signIns.onEnded((ids) => ended.push(...ids));
    expect(await deactivateAccount(core, admin, user.id)).toMatchObject({ active: false });
    stop();
    expect(ended).toHaveLength(1);
    expect(await codeOf(signIn(core, { email: "gone@relais.test", password }))).toBe(
      "credentials_wrong",
    );
    const { rows } = await database.owner.query(
      "select ended_because from sign_in where member_id = $1",
      [user.id],
    );
    expect(rows).toEqual([{ ended_because: "deactivated" }]);
    await reactivateAccount(core, admin, user.id);
    await signIn(core, { email: "gone@relais.test", password });
  });

  it("leaves the work that waits to others, and keeps what only a person can give", async () => {
    const customer = await member("customer");
    const agent = await member("agent");
    const worker = await member("worker");
    const claim = await openCase(core, customer, { kind: "claim", title: "Lave-linge en panne" });
    await assignCase(core, admin, claim.id, { assignee_id: agent.id });
    expect(await deactivateAccount(core, admin, agent.id)).toMatchObject({ open_cases: 0 });
    expect((await getCase(core, admin, claim.id)).assignee).toBeNull();
    const request = await openCase(core, customer, { kind: "request", title: "Batterie à plat" });
    await acceptCase(core, worker, request.id);
    // Taken work goes on to somebody; it does not fall back to waiting.
    expect(await deactivateAccount(core, admin, worker.id)).toMatchObject({ open_cases: 1 });
    expect((await getCase(core, admin, request.id)).assignee?.id).toBe(worker.id);
  });

  it("may be deactivated again: nothing changes and nothing is written down", async () => {
    const worker = await member("worker");
    await deactivateAccount(core, admin, worker.id);
    await deactivateAccount(core, admin, worker.id);
    expect(await actions()).toEqual(["account.deactivated"]);
  });
});

describe("sessions of a person", () => {
  it("are seen and ended by an administrator, one or all", async () => {
    const { path } = await invite(core, admin, { role: "agent" });
    await accept(path, "devices@relais.test");
    const devices = [];
    for (const client of ["Phone", "Desk", "Tablet"]) {
      devices.push(await signIn(core, { email: "devices@relais.test", password, client }));
    }
    const id = devices[0]?.user.id ?? "";
    const seen = await listAccountSessions(core, admin, id);
    expect(seen.map(({ client }) => client).sort()).toEqual(["Desk", "Phone", "Tablet"]);
    await endAccountSessions(core, admin, id, seen[0]?.id ?? "");
    expect(await codeOf(endAccountSessions(core, admin, id, seen[0]?.id ?? ""))).toBe("not_found");
    await endAccountSessions(core, admin, id);
    expect(await listAccountSessions(core, admin, id)).toEqual([]);
    const entries = (await listAudit(core, admin, { area: "sessions" })).entries;
    expect(entries.map(({ after }) => after)).toEqual([{ devices: 2 }, { devices: 1 }]);
  });
});

describe("P5: administration is for the admins of one's own organization", () => {
  const attempts: Record<string, (actor: Actor, id: string) => Promise<unknown>> = {
    listAccounts: (actor) => listAccounts(core, actor),
    listAudit: (actor) => listAudit(core, actor),
    exportAudit: (actor) => exportAudit(core, actor),
    listInvitations: (actor) => listInvitations(core, actor),
    invite: (actor) => invite(core, actor, { role: "admin" }),
    changeAccount: (actor, id) => changeAccount(core, actor, id, { role: "admin" }),
    deactivateAccount: (actor, id) => deactivateAccount(core, actor, id),
    reactivateAccount: (actor, id) => reactivateAccount(core, actor, id),
    listAccountSessions: (actor, id) => listAccountSessions(core, actor, id),
    endAccountSessions: (actor, id) => endAccountSessions(core, actor, id),
    withdrawInvitation: async (actor) => {
      const { invitation } = await invite(core, admin, { role: "agent" });
      return withdrawInvitation(core, actor, invitation.id);
    },
  };
  const others = (["customer", "worker", "agent", "manager"] as const).flatMap((role) =>
    Object.keys(attempts).map((name) => ({ role, name })),
  );

  it.each(others)("P5: $name by a $role is forbidden", async ({ role, name }) => {
    const actor = await member(role);
    expect(await codeOf(attempts[name]?.(actor, admin.id) ?? Promise.resolve())).toBe("forbidden");
  });

  it.each(Object.keys(attempts))("P5: %s by a guest is forbidden", async (name) => {
    const guest = { ...admin, guest: { conversation_id: admin.id } };
    expect(await codeOf(attempts[name]?.(guest, admin.id) ?? Promise.resolve())).toBe("forbidden");
  });

  it.each([
    "changeAccount",
    "deactivateAccount",
    "reactivateAccount",
    "listAccountSessions",
    "endAccountSessions",
    "withdrawInvitation",
  ])("P5: %s by another organization's admin finds nobody", async (name) => {
    const worker = await member("worker");
    expect(await codeOf(attempts[name]?.(outside, worker.id) ?? Promise.resolve())).toBe(
      "not_found",
    );
    expect(await core.signIns.check(worker)).toBe(true);
    expect((await listAudit(core, outside)).entries).toEqual([]);
  });
});
