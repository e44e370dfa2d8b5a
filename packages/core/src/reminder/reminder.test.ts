import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { changeStatus } from "../case/change-status.ts";
import { openCase } from "../case/open-case.ts";
import { updateCase } from "../case/update-case.ts";
import type { Core } from "../core.ts";
import { listNotifications } from "../notification/notices.ts";
import { changePreferences } from "../notification/preferences.ts";
import { suspendOrganization } from "../organization/suspend-organization.ts";
import {
  createMember,
  createOrganization,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { startReminderKeeper, tellEverywhere, tellReminders } from "./reminder-keeper.ts";

const hourMs = 3_600_000;
const starts_at = "2026-12-09T15:00:00.000Z";

let now = new Date("2026-12-07T08:00:00Z");
let database: TestDatabase;
let core: Core;
let second: Core;
let organization: string;
let awa: Actor;
let garage: Actor;
let beside: Actor;
let oscar: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { now: () => now });
  second = await testCore(database, { now: () => now });
}, 60_000);
afterAll(async () => {
  await second.close();
  await core.close();
  await database.stop();
});
beforeEach(async () => {
  now = new Date("2026-12-07T08:00:00Z");
  organization = await createOrganization(database, { kinds: ["appointment", "contact"] });
  awa = await createMember(database, organization, "customer");
  garage = await createMember(database, organization, "worker");
  beside = await createMember(database, organization, "customer");
  const elsewhere = await createOrganization(database, { kinds: ["appointment", "contact"] });
  oscar = await createMember(database, elsewhere, "customer");
});

async function confirmed(at = starts_at, customer = awa, by = garage): Promise<string> {
  const { id } = await openCase(core, customer, {
    kind: "appointment",
    title: "Vidange",
    assignee_id: by.id,
    fields: { starts_at: at },
  });
  await changeStatus(core, by, id, { status: "confirmed" });
  return id;
}
const look = () => tellReminders(core, organization);
const before = (hours: number) => {
  now = new Date(Date.parse(starts_at) - hours * hourMs);
};
const reminders = async (actor = awa) =>
  (await listNotifications(core, actor)).notifications.filter(({ type }) => type === "reminder");
/** How often it was told by now: a reminder takes the place of the one before it. */
async function toldAt(...hours: number[]): Promise<string[]> {
  const told = new Set<string>();
  for (const each of hours) {
    before(each);
    await look();
    for (const { created_at } of await reminders()) told.add(created_at);
  }
  return [...told];
}

test("N28.6: a customer is reminded a day and an hour before, once each, and nobody else", async () => {
  const id = await confirmed();
  expect(await toldAt(25)).toEqual([]);
  expect(await toldAt(24, 23, 2, 1, 0.5)).toEqual([
    "2026-12-08T15:00:00.000Z",
    "2026-12-09T14:00:00.000Z",
  ]);
  expect(await reminders()).toMatchObject([
    { case: { id, title: "Vidange" }, detail: starts_at, actor: null, read_at: null },
  ]);
  for (const one of [garage, beside, oscar]) expect(await reminders(one)).toEqual([]);
});

test("N28.6: not of what is only asked for, nor of what is cancelled", async () => {
  const asked = { kind: "appointment", title: "Pneus", assignee_id: garage.id } as const;
  await openCase(core, awa, { ...asked, fields: { starts_at } });
  const id = await confirmed();
  await changeStatus(core, awa, id, { status: "cancelled" });
  expect(await toldAt(24, 1)).toEqual([]);
});

test("N28.6: of the new hour once it is another one, and no more of the old", async () => {
  const id = await confirmed();
  before(30);
  await updateCase(core, garage, id, { fields: { starts_at: "2026-12-10T15:00:00Z" } });
  expect(await toldAt(24, 1)).toEqual([]);
  before(0);
  await look();
  expect(await reminders()).toMatchObject([{ detail: "2026-12-10T15:00:00.000Z" }]);
  // Who looks into the list reads of no hour that holds no more.
  await changeStatus(core, awa, id, { status: "cancelled" });
  expect(await reminders()).toEqual([]);
});

test("N28.6: not of what was agreed later than the reminder was due", async () => {
  before(3);
  await confirmed();
  expect(await toldAt(2.9, 2)).toEqual([]);
  expect(await toldAt(1)).toHaveLength(1);
});

test("P5 N28.6: a look into one organization tells nothing of another", async () => {
  await confirmed();
  before(24);
  await tellReminders(core, oscar.organization_id);
  for (const one of [awa, oscar]) expect(await reminders(one)).toEqual([]);
  expect(await toldAt(24)).toHaveLength(1);
});

test("N28.4 N28.6: whoever cancels what they were reminded of has one less to see", async () => {
  const id = await confirmed();
  await toldAt(24);
  const { unread } = await listNotifications(core, awa);
  const heard: unknown[] = [];
  const stop = core.notices.listen((notice) => heard.push(notice));
  await changeStatus(core, awa, id, { status: "cancelled" });
  stop();
  expect(heard).toEqual([{ user_id: awa.id, notification: null, unread: unread - 1 }]);
});

test("N28.6: what is changed besides its hour reminds as before, and not twice", async () => {
  const id = await confirmed();
  expect(await toldAt(24)).toHaveLength(1);
  await updateCase(core, garage, id, { fields: { vehicle: "Corolla" } });
  expect(await toldAt(23, 2)).toHaveLength(1);
  expect(await toldAt(1)).toEqual(["2026-12-09T14:00:00.000Z"]);
});

test("N28.6: what became due while no server ran is told as one, and not when its hour is over", async () => {
  await confirmed();
  const other = "2026-12-09T14:10:00Z";
  await confirmed(other);
  before(0.5);
  await look();
  await look();
  expect(await reminders()).toMatchObject([{ detail: starts_at }]);
});

test("N28.6: several servers that look at once tell it once", async () => {
  await confirmed();
  before(24);
  const heard: string[] = [];
  const stops = [core, second].map((one) =>
    one.notices.listen(({ notification }) => heard.push(notification?.detail ?? "")),
  );
  await Promise.all([core, second, core, second].map((one) => tellReminders(one, organization)));
  for (const stop of stops) stop();
  expect(heard).toEqual([starts_at]);
});

test("N28.6: a server that starts tells what another one left, and goes on", async () => {
  await confirmed();
  before(23);
  const heard = new Promise<string | null | undefined>((resolve) => {
    second.notices.listen(({ user_id, notification }) => {
      if (user_id === awa.id) resolve(notification?.detail);
    });
  });
  const keeper = startReminderKeeper(second);
  expect(await heard).toBe(starts_at);
  await keeper.stop();
  expect(await toldAt(1)).toEqual(["2026-12-09T14:00:00.000Z"]);
});

test("N28.6: nothing is told in a suspended organization, and what is still ahead once it goes on", async () => {
  await confirmed();
  before(24);
  const { rows } = await database.owner.query<{ slug: string }>(
    "select slug from organization where id = $1",
    [organization],
  );
  const suspend = (suspended: boolean) =>
    suspendOrganization(database.target, { slug: rows[0]?.slug ?? "", suspended });
  await suspend(true);
  await tellEverywhere(core);
  expect(await reminders()).toEqual([]);
  await suspend(false);
  await tellEverywhere(core);
  expect(await reminders()).toMatchObject([{ detail: starts_at }]);
});

test("N28.6: what fails in one organization keeps no other from its reminders", async () => {
  const workshop = await createMember(database, oscar.organization_id, "worker");
  await confirmed();
  await confirmed(starts_at, oscar, workshop);
  before(24);
  const told: string[] = [];
  const stop = core.notices.listen(({ user_id }) => {
    if (user_id === awa.id || user_id === oscar.id) told.push(user_id);
    throw new Error("what nobody foresaw");
  });
  await tellEverywhere(core);
  stop();
  expect(told.toSorted()).toEqual([awa.id, oscar.id].toSorted());
});

test("N28.6: whoever does not want it is told nothing", async () => {
  await changePreferences(core, awa, { preferences: [{ type: "reminder", wanted: false }] });
  await confirmed();
  expect(await toldAt(24, 1)).toEqual([]);
});
