import { tokens } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  createOutsider,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { newOpaqueToken, organizationOf } from "./opaque-token.ts";
import { refresh } from "./refresh.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";

let database: TestDatabase;
let core: Core;
let clock: TestClock;
let organization: string;
let hash: string;
let awa: Actor;
let email: string;
let token: string;
let people = 0;
const ended: string[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  clock = new TestClock();
  core = await testCore(database, { now: clock.now });
  organization = await createOrganization(database);
  hash = await core.accounts.passwords.hash("relais-demo");
  core.signIns.onEnded((ids) => ended.push(...ids));
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  people += 1;
  email = `awa${people}@relais.test`;
  await createMember(database, organization, "customer", { email, password_hash: hash });
  const signedIn = await signIn(core, { email, password: "relais-demo" });
  token = signedIn.refresh_token;
  awa = core.accessTokens.verify(signedIn.access_token).actor;
});

const use = (refresh_token: string, attempt?: string) => refresh(core, { refresh_token, attempt });
const isOpen = () => core.signIns.check(awa);

async function whyEnded(): Promise<string | null> {
  const { rows } = await database.owner.query<{ ended_because: string | null }>(
    "select ended_because from sign_in where id = $1",
    [awa.sign_in_id],
  );
  return rows[0]?.ended_because ?? null;
}

describe("A refresh token", () => {
  test("is replaced at each use, and its successor lives seven days from then", async () => {
    clock.pass(86_400_000);
    const next = await use(token);
    expect(tokens.parse(next)).toEqual(next);
    expect(next.refresh_token).not.toBe(token);
    expect(Date.parse(next.refresh_expires_at) - clock.now().getTime()).toBe(7 * 86_400_000);
    const { actor } = core.accessTokens.verify(next.access_token);
    expect(actor).toEqual(awa);
    await use(next.refresh_token);
  });

  test("used again ends the whole sign-in, for the thief and the holder alike", async () => {
    const next = await use(token);
    expect(await codeOf(use(token))).toBe("refresh_reused");
    expect(await codeOf(use(next.refresh_token))).toBe("refresh_invalid");
    expect(await isOpen()).toBe(false);
    expect(await whyEnded()).toBe("refresh_reused");
    expect(ended).toContain(awa.sign_in_id);
  });

  test("ends only its own sign-in, not the person's others", async () => {
    const other = await signIn(core, { email, password: "relais-demo" });
    await use(token);
    expect(await codeOf(use(token))).toBe("refresh_reused");
    await use(other.refresh_token);
  });

  test("used twice at the same moment ends the sign-in too", async () => {
    const outcomes = await Promise.allSettled([use(token), use(token)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await isOpen()).toBe(false);
  });

  test("ends after seven days without use", async () => {
    clock.pass(7 * 86_400_000);
    expect(await codeOf(use(token))).toBe("refresh_invalid");
    expect(await whyEnded()).toBeNull();
  });

  test("is worth nothing after sign-out", async () => {
    await signOut(core, awa);
    expect(await codeOf(use(token))).toBe("refresh_invalid");
  });

  test("is worth nothing when its holder was deactivated", async () => {
    await database.owner.query("update member set active = false where id = $1", [awa.id]);
    expect(await codeOf(use(token))).toBe("refresh_invalid");
    expect(await isOpen()).toBe(false);
  });

  test("gives the role that its holder has now; the older access token is refused", async () => {
    await database.owner.query("update member set role = 'agent' where id = $1", [awa.id]);
    expect(await isOpen()).toBe(false);
    const { actor } = core.accessTokens.verify((await use(token)).access_token);
    expect(actor.role).toBe("agent");
    expect(await core.signIns.check(actor)).toBe(true);
  });

  test.each(["", "x", "a.b", "…", "x".repeat(512)])(
    "that is none (%j) is refused",
    async (forged) => {
      expect(await codeOf(use(forged))).toBe("refresh_invalid");
    },
  );

  test("of the right shape that nobody issued is refused, in any organization", async () => {
    expect(await codeOf(use(newOpaqueToken(organization)))).toBe("refresh_invalid");
    const elsewhere = await createOrganization(database);
    const secret = Buffer.from(token.split(".")[1] ?? "", "base64url");
    expect(await codeOf(use(newOpaqueToken(elsewhere, secret)))).toBe("refresh_invalid");
    expect(organizationOf(token)).toBe(organization);
  });
});

describe("The same attempt again, because its answer was lost,", () => {
  test("is answered with the same successor", async () => {
    const first = await use(token, "attempt-1");
    clock.pass(59_000);
    const again = await use(token, "attempt-1");
    expect(again.refresh_token).toBe(first.refresh_token);
    expect(again.refresh_expires_at).toBe(first.refresh_expires_at);
    await use(again.refresh_token, "attempt-2");
  });

  test("is answered alike when both come at the same moment", async () => {
    const [one, two] = await Promise.all([use(token, "attempt-1"), use(token, "attempt-1")]);
    expect(one.refresh_token).toBe(two.refresh_token);
  });

  test("is answered alike by a second server", async () => {
    const second = await testCore(database, { now: clock.now });
    try {
      const first = await use(token, "attempt-1");
      const again = await refresh(second, { refresh_token: token, attempt: "attempt-1" });
      expect(again.refresh_token).toBe(first.refresh_token);
    } finally {
      await second.close();
    }
  });

  test("after a minute is a reuse", async () => {
    await use(token, "attempt-1");
    clock.pass(60_001);
    expect(await codeOf(use(token, "attempt-1"))).toBe("refresh_reused");
  });

  test("once the successor was used is a reuse", async () => {
    const next = await use(token, "attempt-1");
    await use(next.refresh_token, "attempt-2");
    expect(await codeOf(use(token, "attempt-1"))).toBe("refresh_reused");
  });

  test.each([undefined, "attempt-2"])("under another name (%s) is a reuse", async (other) => {
    await use(token, "attempt-1");
    expect(await codeOf(use(token, other))).toBe("refresh_reused");
  });

  test("without a name is a reuse", async () => {
    await use(token);
    expect(await codeOf(use(token))).toBe("refresh_reused");
  });

  test("leaves nothing in the database that opens the door", async () => {
    const next = await use(token, "attempt-1");
    const { rows } = await database.owner.query<{ stored: string }>(
      "select refresh_token::text as stored from refresh_token where used_attempt is not null",
    );
    const secret = Buffer.from(next.refresh_token.split(".")[1] ?? "", "base64url").toString("hex");
    expect(rows.some(({ stored }) => stored.includes(secret))).toBe(false);
  });
});

describe("Signing out", () => {
  test("ends this device's sign-in and no other", async () => {
    const other = await signIn(core, { email, password: "relais-demo" });
    expect(await signOut(core, awa)).toEqual({ sign_in_ids: [awa.sign_in_id] });
    expect(await isOpen()).toBe(false);
    const { actor } = core.accessTokens.verify(other.access_token);
    expect(await core.signIns.check(actor)).toBe(true);
  });

  test("everywhere ends all of the person's, and nobody else's", async () => {
    const other = await signIn(core, { email, password: "relais-demo" });
    const neighbour = await createMember(database, organization, "customer");
    const { sign_in_ids } = await signOut(core, awa, { everywhere: true });
    // The member was made with a sign-in of its own.
    expect(sign_in_ids).toHaveLength(3);
    expect(await codeOf(use(other.refresh_token))).toBe("refresh_invalid");
    expect(await core.signIns.check(neighbour)).toBe(true);
  });

  test("tells this process at once, and again changes nothing", async () => {
    await signOut(core, awa);
    expect(ended).toContain(awa.sign_in_id);
    const before = ended.length;
    expect(await signOut(core, awa)).toEqual({ sign_in_ids: [] });
    expect(ended).toHaveLength(before);
  });
});

describe("The check of sign-ins", () => {
  test("answers many at once, each for itself", async () => {
    const gone = await createMember(database, organization, "worker");
    await signOut(core, gone);
    const elsewhere = await createOutsider(database, "worker");
    const answers = await Promise.all(
      [awa, gone, elsewhere, awa].map((actor) => core.signIns.check(actor)),
    );
    expect(answers).toEqual([true, false, true, true]);
  });

  test("refuses a token that claims another's sign-in, or another organization", async () => {
    const neighbour = await createMember(database, organization, "customer");
    const elsewhere = await createOrganization(database);
    expect(await core.signIns.check({ ...awa, id: neighbour.id })).toBe(false);
    expect(await core.signIns.check({ ...awa, organization_id: elsewhere })).toBe(false);
    expect(await core.signIns.check({ ...awa, role: "admin" })).toBe(false);
  });
});
