import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { newOpaqueToken } from "./opaque-token.ts";
import { signOut } from "./sign-out.ts";
import { issueTicket, redeemTicket } from "./tickets.ts";

let database: TestDatabase;
let core: Core;
let clock: TestClock;
let organization: string;
let awa: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  clock = new TestClock();
  core = await testCore(database, { now: clock.now });
  organization = await createOrganization(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  awa = await createMember(database, organization, "customer");
});

describe("A socket ticket", () => {
  test("lives a minute and tells whose it is, with access for fifteen", async () => {
    const { ticket, expires_at } = await issueTicket(core, awa);
    expect(Date.parse(expires_at) - clock.now().getTime()).toBe(60_000);
    const redeemed = await redeemTicket(core, ticket);
    expect(redeemed.actor).toEqual(awa);
    expect(redeemed.expires_at.getTime() - clock.now().getTime()).toBe(15 * 60_000);
  });

  test("is used once", async () => {
    const { ticket } = await issueTicket(core, awa);
    await redeemTicket(core, ticket);
    expect(await codeOf(redeemTicket(core, ticket))).toBe("ticket_invalid");
  });

  test("used many times at once lets one in", async () => {
    const { ticket } = await issueTicket(core, awa);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => redeemTicket(core, ticket)),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("is worth nothing after a minute", async () => {
    const { ticket } = await issueTicket(core, awa);
    clock.pass(60_000);
    expect(await codeOf(redeemTicket(core, ticket))).toBe("ticket_invalid");
  });

  test("is worth nothing once the sign-in behind it ended", async () => {
    const { ticket } = await issueTicket(core, awa);
    await signOut(core, awa);
    expect(await codeOf(redeemTicket(core, ticket))).toBe("ticket_invalid");
  });

  test("is worth nothing once its holder was deactivated", async () => {
    const { ticket } = await issueTicket(core, awa);
    await database.owner.query("update member set active = false where id = $1", [awa.id]);
    expect(await codeOf(redeemTicket(core, ticket))).toBe("ticket_invalid");
  });

  test("that nobody issued is refused", async () => {
    for (const forged of ["", "ticket", newOpaqueToken(organization)]) {
      expect(await codeOf(redeemTicket(core, forged))).toBe("ticket_invalid");
    }
  });

  test("leaves nothing behind: expired ones go when the next is issued", async () => {
    await issueTicket(core, awa);
    clock.pass(61_000);
    await issueTicket(core, awa);
    const { rows } = await database.owner.query("select from socket_ticket where member_id = $1", [
      awa.id,
    ]);
    expect(rows).toHaveLength(1);
  });
});
