import { signInAnswer } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
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
import { signIn } from "./sign-in.ts";

const password = "relais-demo";
let database: TestDatabase;
let core: Core;
let clock: TestClock;
let organization: string;
let hash: string;
let awa: Actor;
let email: string;
let people = 0;

beforeAll(async () => {
  database = await startTestDatabase();
  clock = new TestClock();
  core = await testCore(database, { now: clock.now });
  organization = await createOrganization(database);
  hash = await core.accounts.passwords.hash(password);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  people += 1;
  email = `awa${people}@relais.test`;
  awa = await createMember(database, organization, "customer", { email, password_hash: hash });
});

const wrong = (address = email) => codeOf(signIn(core, { email: address, password: "wrong" }));
async function fail(times: number, address = email): Promise<string[]> {
  const codes: string[] = [];
  for (let index = 0; index < times; index += 1) codes.push(await wrong(address));
  return codes;
}
const fails = (times: number) => Array.from({ length: times }, () => "credentials_wrong");

describe("Signing in", () => {
  test("answers tokens of 15 minutes and 7 days, and the person", async () => {
    const answer = await signIn(core, { email, password, client: "Pixel 4" });
    expect(signInAnswer.parse(answer)).toEqual(answer);
    expect(answer.user).toMatchObject({
      id: awa.id,
      email,
      role: "customer",
      organization: { id: organization, kinds: ["request"] },
    });
    const now = clock.now().getTime();
    expect(Date.parse(answer.access_expires_at) - now).toBe(15 * 60_000);
    expect(Date.parse(answer.refresh_expires_at) - now).toBe(7 * 86_400_000);
  });

  test("gives an access token whose sign-in is open", async () => {
    const { access_token } = await signIn(core, { email, password });
    const { actor } = core.accessTokens.verify(access_token);
    expect(actor).toMatchObject({ id: awa.id, organization_id: organization, role: "customer" });
    expect(await core.signIns.check(actor)).toBe(true);
  });

  test("takes the address in any case, with spaces around", async () => {
    const answer = await signIn(core, { email: ` ${email.toUpperCase()} `, password });
    expect(answer.user.id).toBe(awa.id);
  });

  test("keeps only a hash of the refresh token", async () => {
    const { refresh_token } = await signIn(core, { email, password });
    const { rows } = await database.owner.query<{ stored: string }>(
      "select refresh_token::text as stored from refresh_token",
    );
    const secret = refresh_token.split(".")[1] ?? "";
    for (const { stored } of rows) {
      expect(stored).not.toContain(secret);
      expect(stored).not.toContain(Buffer.from(secret, "base64url").toString("hex"));
    }
  });

  test("hashes with argon2id, 19 MiB, two passes", () => {
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe("A sign-in that does not hold", () => {
  test("an unknown address, a wrong password and a deactivated account hear the same", async () => {
    const off = await createMember(database, organization, "worker", {
      email: `off${people}@relais.test`,
      password_hash: hash,
    });
    await database.owner.query("update member set active = false where id = $1", [off.id]);
    const refusals = await Promise.all([
      refusalOf(signIn(core, { email: `nobody${people}@relais.test`, password })),
      refusalOf(signIn(core, { email, password: "wrong" })),
      refusalOf(signIn(core, { email: `off${people}@relais.test`, password })),
    ]);
    for (const refusal of refusals) {
      expect(refusal.code).toBe("credentials_wrong");
      expect(refusal.details).toEqual({});
    }
  });

  test("an unknown address never matches, whatever the password", async () => {
    expect(await core.accounts.passwords.matches(undefined, "nobody has this password")).toBe(
      false,
    );
  });

  test("a stored hash that is none is no way in", async () => {
    const plain = await createMember(database, organization, "worker", {
      email: `plain${people}@relais.test`,
      password_hash: "relais-demo",
    });
    expect(plain.id).not.toBe("");
    expect(await codeOf(signIn(core, { email: `plain${people}@relais.test`, password }))).toBe(
      "credentials_wrong",
    );
  });
});

describe.each(["an account", "an address that nobody has"])("The lock of %s", (whose) => {
  const address = () => (whose === "an account" ? email : `nobody${people}@relais.test`);
  const lock = () => refusalOf(signIn(core, { email: address(), password }));

  test("closes after five failures, even to the right password", async () => {
    expect(await fail(5, address())).toEqual(fails(5));
    const refusal = await lock();
    expect(refusal.code).toBe("account_locked");
    expect(refusal.details.retryAfterMs).toBe(30_000);
  });

  test("grows: 30 s, 60 s, 120 s, up to an hour", async () => {
    await fail(5, address());
    const pauses: number[] = [];
    for (let index = 0; index < 9; index += 1) {
      const { details } = await lock();
      pauses.push(details.retryAfterMs ?? 0);
      clock.pass(details.retryAfterMs ?? 0);
      expect(await wrong(address())).toBe("credentials_wrong");
    }
    const minute = 60_000;
    expect(pauses).toEqual([0.5, 1, 2, 4, 8, 16, 32, 60, 60].map((minutes) => minutes * minute));
  });
});

describe("The lock", () => {
  test("opens when its time is over, and a success forgets the failures", async () => {
    await fail(5);
    clock.pass(30_000);
    await signIn(core, { email, password });
    expect(await fail(4)).toEqual(fails(4));
    await signIn(core, { email, password });
  });

  test("counts guesses that come at once one by one", async () => {
    const codes = await Promise.all(Array.from({ length: 12 }, () => wrong()));
    expect(codes.filter((code) => code === "credentials_wrong")).toHaveLength(5);
    expect(codes.filter((code) => code === "account_locked")).toHaveLength(7);
  });

  test("does not keep the right password out when it comes many times at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => signIn(core, { email, password })),
    );
    expect(new Set(answers.map(({ user }) => user.id))).toEqual(new Set([awa.id]));
  });

  test("holds in a second server", async () => {
    await fail(5);
    const second = await testCore(database, { now: clock.now });
    try {
      expect(await codeOf(signIn(second, { email, password }))).toBe("account_locked");
    } finally {
      await second.close();
    }
  });
});

test("A flood of sign-ins is answered busy beyond a bound, and the rest is still served", async () => {
  const addresses = Array.from({ length: 150 }, (_, index) => `flood${index}@relais.test`);
  const codes = await Promise.all(addresses.map((address) => wrong(address)));
  expect(new Set(codes)).toEqual(new Set(["credentials_wrong", "busy"]));
  await signIn(core, { email, password });
});

test("A flood on one account is refused beyond a bound", async () => {
  const codes = await Promise.all(Array.from({ length: 60 }, () => wrong()));
  expect(codes).toContain("too_many_requests");
});
