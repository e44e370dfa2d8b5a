import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { listNotifications } from "../notification/notices.ts";
import { changePreferences } from "../notification/preferences.ts";
import {
  createMember,
  createOrganization,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { createWarranty } from "./create-warranty.ts";
import { tellEndingWarranties } from "./warranty-keeper.ts";

const clock = new TestClock("2026-03-02T08:00:00Z");
let database: TestDatabase;
let core: Core;
let nadia: Actor;
let awa: Actor;
let other: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { now: clock.now });
  const organization = await createOrganization(database, { kinds: ["claim"] });
  nadia = await createMember(database, organization, "agent");
  awa = await createMember(database, organization, "customer");
  other = await createMember(database, organization, "customer");
}, 60_000);
afterAll(async () => {
  await core.close();
  await database.stop();
});

const warranty = (customer: Actor, number: string, ends_on: string) =>
  createWarranty(core, nadia, {
    number,
    product: `Lave-linge ${number}`,
    customer_id: customer.id,
    starts_on: "2024-03-10",
    ends_on,
  });
const told = async (actor: Actor) =>
  (await listNotifications(core, actor)).notifications.map(
    ({ type, detail }) => `${type} ${detail}`,
  );

test("N28.5: a customer is told once of each warranty that ends within thirty days, unless they do not want it", async () => {
  await warranty(awa, "A", "2026-03-20");
  await warranty(awa, "B", "2026-04-01");
  await warranty(awa, "ended", "2026-03-01");
  await warranty(awa, "later", "2026-04-30");
  await warranty(other, "unwanted", "2026-03-20");
  await changePreferences(core, other, { preferences: [{ type: "warranty", wanted: false }] });
  for (let look = 0; look < 2; look += 1) await tellEndingWarranties(core, nadia.organization_id);
  expect((await told(awa)).toSorted()).toEqual(["warranty Lave-linge A", "warranty Lave-linge B"]);
  for (const actor of [nadia, other]) expect(await told(actor)).toEqual([]);
  clock.pass(29 * 86_400_000);
  await tellEndingWarranties(core, nadia.organization_id);
  expect(await told(awa)).toHaveLength(3);
});
