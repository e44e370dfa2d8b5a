import type { OrganizationHours } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import {
  createMember,
  createOrganization,
  createOutsider,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { changeOpeningHours, readOpeningHours } from "./opening-hours.ts";

let database: TestDatabase;
let core: Core;
let organization: string;
let claire: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
});
afterAll(async () => {
  await core.close();
  await database.stop();
});
beforeEach(async () => {
  organization = await createOrganization(database);
  claire = await createMember(database, organization, "admin");
});

const hours: OrganizationHours = {
  time_zone: "Africa/Abidjan",
  weekly: [
    { day: 1, opens: "08:00", closes: "12:30" },
    { day: 1, opens: "14:00", closes: "00:00" },
  ],
  closed_days: [{ day: "2026-08-07", title: "Fête nationale" }],
};
const refusal = async (what: Promise<unknown>) =>
  what.then(
    () => "nothing was refused",
    (error: unknown) => (error instanceof RefusedError ? error : Promise.reject(error)),
  );
const fieldsOf = async (change: Partial<OrganizationHours>) => {
  const refused = await refusal(changeOpeningHours(core, claire, { ...hours, ...change }));
  return refused instanceof RefusedError ? Object.keys(refused.details.fields ?? {}) : refused;
};

describe("Opening hours", () => {
  test("N24.8: are all the time until an admin says otherwise", async () => {
    expect(await readOpeningHours(core, claire)).toEqual({
      time_zone: "Africa/Bamako",
      weekly: null,
      closed_days: [],
    });
  });

  test("N24.8: are read by the office as its admin said them, and by nobody elsewhere", async () => {
    expect(await changeOpeningHours(core, claire, hours)).toEqual(hours);
    const nadia = await createMember(database, organization, "agent");
    expect(await readOpeningHours(core, nadia)).toEqual(hours);
    const oscar = await createOutsider(database);
    expect(await readOpeningHours(core, oscar)).toMatchObject({ weekly: null });
  });

  test.each(["customer", "worker", "agent", "manager"] as const)(
    "are not for a %s to change",
    async (role) => {
      const somebody = await createMember(database, organization, role);
      expect(await refusal(changeOpeningHours(core, somebody, hours))).toMatchObject({
        code: "forbidden",
      });
      expect(await readOpeningHours(core, claire)).toMatchObject({ weekly: null });
    },
  );

  test("name what cannot be, and change nothing then", async () => {
    expect(await fieldsOf({ time_zone: "Africa/Nulle-Part" })).toEqual(["time_zone"]);
    expect(await fieldsOf({ time_zone: "+02:00" })).toEqual(["time_zone"]);
    expect(await fieldsOf({ weekly: [] })).toEqual(["weekly"]);
    expect(await fieldsOf({ weekly: [{ day: 1, opens: "18:00", closes: "08:00" }] })).toEqual([
      "weekly.0.closes",
    ]);
    const [one] = hours.weekly ?? [];
    expect(await fieldsOf({ weekly: one === undefined ? [] : [one, one] })).toEqual([
      "weekly.1.opens",
    ]);
    const [feast] = hours.closed_days;
    expect(await fieldsOf({ closed_days: feast === undefined ? [] : [feast, feast] })).toEqual([
      "closed_days.1.day",
    ]);
    expect(await readOpeningHours(core, claire)).toMatchObject({ time_zone: "Africa/Bamako" });
  });
});
