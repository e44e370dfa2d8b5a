import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { removeLogo, setLogo } from "../organization/logo.ts";
import { eraseUnkept } from "../procedure/erase-unkept.ts";
import { addProcedurePicture } from "../procedure/pictures.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  files,
  memoryFiles,
  startTestDatabase,
  type TestDatabase,
  TestClock,
  testCore,
} from "../testing/index.ts";

const clock = new TestClock();
const { means, objects } = memoryFiles();
const { put, removeFolder } = means.store;
const dayMs = 24 * 60 * 60_000;
let database: TestDatabase;
let core: Core;
let admin: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { files: means, now: clock.now });
});
afterAll(async () => {
  await core.close();
  await database.stop();
});
beforeEach(async () => {
  Object.assign(means.store, { put, removeFolder });
  admin = await createMember(database, await createOrganization(database), "admin");
});

/** A server that is killed once it has put the first bytes away. */
const dieAfterPut = () => {
  means.store.put = async (key, bytes) => {
    await put(key, bytes);
    throw new Error("killed");
  };
};
const stored = () => [...objects.keys()].filter((key) => key.startsWith(admin.organization_id));
const rows = async () => {
  const { rowCount } = await database.owner.query(
    "select from loose_file where organization_id = $1",
    [admin.organization_id],
  );
  return rowCount;
};
const addPicture = async () =>
  addProcedurePicture(core, admin, { name: "cosse.jpg", bytes: await files.photo() });
const giveLogo = async () => setLogo(core, admin, await files.photo());

describe.each([
  ["a picture of a procedure", addPicture],
  ["a logo", giveLogo],
])("the bytes of %s", (_, add) => {
  it("are erased after a day when the server was killed before the row was there", async () => {
    dieAfterPut();
    await expect(add()).rejects.toThrow("killed");
    expect(stored()).toHaveLength(1);
    clock.pass(dayMs - 1);
    await eraseUnkept(core);
    expect(stored()).toHaveLength(1);
    clock.pass(2);
    await eraseUnkept(core);
    expect(stored()).toEqual([]);
    expect(await rows()).toBe(0);
  });

  it("are never erased under a row: one that comes too late is refused, and leaves nothing", async () => {
    means.store.put = async (key, bytes) => {
      await put(key, bytes);
      clock.pass(dayMs + 1);
      await eraseUnkept(core);
    };
    expect(await codeOf(add())).toBe("conflict");
    means.store.put = put;
    await eraseUnkept(core);
    expect(await rows()).toBe(0);
  });

  it("are spoken of once, by the row that keeps them", async () => {
    await add();
    expect(await rows()).toBe(0);
    expect(stored()).not.toEqual([]);
  });
});

it("a former logo is erased by the sweep when the server was killed before it did", async () => {
  await giveLogo();
  means.store.removeFolder = () => Promise.reject(new Error("killed"));
  expect(await removeLogo(core, admin)).toMatchObject({ logo: null });
  expect(await eraseUnkept(core)).toBe(0);
  means.store.removeFolder = removeFolder;
  expect(stored()).toHaveLength(1);
  expect(await eraseUnkept(core)).toBe(1);
  expect(stored()).toEqual([]);
});

it("a picture that nothing shows is erased by the next sweep when this one was killed", async () => {
  await addPicture();
  clock.pass(dayMs + 1);
  means.store.removeFolder = () => Promise.reject(new Error("killed"));
  expect(await eraseUnkept(core)).toBe(0);
  means.store.removeFolder = removeFolder;
  expect(stored()).not.toEqual([]);
  expect(await eraseUnkept(core)).toBe(1);
  expect(stored()).toEqual([]);
});
