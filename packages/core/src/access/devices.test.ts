import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
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
import { SignInChecker } from "./check-sign-in.ts";
import { endSignIn } from "./end-sign-in.ts";
import { listSignIns } from "./list-sign-ins.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";

const password = "relais-demo";
let database: TestDatabase;
let core: Core;
let clock: TestClock;
let organization: string;
let hash: string;
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

type Person = { email: string; on: (client: string) => Promise<Actor> };

async function person(where = organization): Promise<Person> {
  people += 1;
  const email = `device${people}@relais.test`;
  await createMember(database, where, "customer", { email, password_hash: hash });
  return {
    email,
    on: async (client) => {
      const { access_token } = await signIn(core, { email, password, client });
      return core.accessTokens.verify(access_token).actor;
    },
  };
}

let awa: Person;
beforeEach(async () => {
  awa = await person();
});

describe("the devices of a person", () => {
  it("are listed, this one first, the others by when they were last used", async () => {
    const phone = await awa.on("phone");
    clock.pass(60_000);
    await awa.on("desk");
    clock.pass(60_000);
    await awa.on("tablet");
    const listed = await listSignIns(core, phone);
    expect(listed.map(({ client, current }) => [client, current])).toEqual([
      ["phone", true],
      ["tablet", false],
      ["desk", false],
    ]);
  });

  it("are left out once they have ended, or can no longer come back", async () => {
    await awa.on("forgotten");
    clock.pass(8 * 86_400_000);
    const desk = await awa.on("desk");
    await signOut(core, desk);
    const phone = await awa.on("phone");
    const listed = await listSignIns(core, phone);
    expect(listed.map(({ client }) => client)).toEqual(["phone"]);
  });

  it("are signed out from afar: one, or all but this one; whoever listens is told", async () => {
    const [phone, desk, tablet] = [
      await awa.on("phone"),
      await awa.on("desk"),
      await awa.on("tablet"),
    ];
    const told: string[] = [];
    const stop = core.signIns.onEnded((ids) => void told.push(...ids));
    await endSignIn(core, phone, desk.sign_in_id);
    expect(told).toEqual([desk.sign_in_id]);
    expect(await core.signIns.check(desk)).toBe(false);
    expect(await core.signIns.check(tablet)).toBe(true);
    await signOut(core, phone, { elsewhere: true });
    expect(told).toContain(tablet.sign_in_id);
    expect(told).not.toContain(phone.sign_in_id);
    expect(await core.signIns.check(phone)).toBe(true);
    stop();
  });

  it("N1.6: one that is signed out while its connection is being let in is not let in", async () => {
    const [phone, desk] = [await awa.on("phone"), await awa.on("desk")];
    // The end comes between what the database answered and what is made of it.
    const pool = Object.create(core.pool, {
      query: {
        value: async (statement: pg.QueryConfig) => {
          const read = await core.pool.query(statement);
          await endSignIn(core, phone, desk.sign_in_id);
          return read;
        },
      },
    }) as pg.Pool;
    const checker = new SignInChecker(pool);
    const stop = core.signIns.onEnded((ids, here) => checker.ended(ids, here));
    const [ended, open] = await Promise.all([checker.check(desk), checker.check(phone)]);
    stop();
    expect({ ended, open }).toEqual({ ended: false, open: true });
  });
});

describe("P5: the devices of somebody else", () => {
  it("are neither listed nor ended, by a colleague or by an outsider: unknown", async () => {
    const phone = await awa.on("phone");
    const colleague = await (await person()).on("colleague");
    const outsider = await (await person(await createOrganization(database))).on("outsider");
    for (const other of [colleague, outsider]) {
      expect((await listSignIns(core, other)).map(({ id }) => id)).toEqual([other.sign_in_id]);
      expect(await codeOf(endSignIn(core, other, phone.sign_in_id))).toBe("not_found");
      await signOut(core, other, { elsewhere: true });
    }
    expect(await core.signIns.check(phone)).toBe(true);
  });

  it("ended once cannot be ended again", async () => {
    const [phone, desk] = [await awa.on("phone"), await awa.on("desk")];
    await endSignIn(core, phone, desk.sign_in_id);
    expect(await codeOf(endSignIn(core, phone, desk.sign_in_id))).toBe("not_found");
  });
});
