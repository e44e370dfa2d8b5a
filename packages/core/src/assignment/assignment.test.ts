import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { assignCase } from "../case/assign-case.ts";
import { changeStatus } from "../case/change-status.ts";
import { openCase } from "../case/open-case.ts";
import { readTimeline } from "../case/read-timeline.ts";
import { updateCase } from "../case/update-case.ts";
import type { Core } from "../core.ts";
import { deskActivity } from "../desk/desk-activity.ts";
import { listTeam } from "../desk/list-team.ts";
import { snoozeCase } from "../desk/snooze-case.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { assignment } from "./assignment-consumer.ts";
import { changeTeammate } from "./change-teammate.ts";
import { reportReach } from "./report-reach.ts";
import { changeAssignment, readAssignment } from "./settings.ts";

const clock = new TestClock();
let database: TestDatabase;
let core: Core;
/** Another server on the same database. */
let second: Core;
let organization: string;
let paul: Actor;
let nadia: Actor;
let julien: Actor;
let aminata: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { now: clock.now });
  second = await testCore(database, { now: clock.now });
}, 60_000);

afterAll(async () => {
  await core.close();
  await second.close();
  await database.stop();
});

beforeEach(async () => {
  organization = await createOrganization(database, { kinds: ["claim", "ticket"] });
  paul = await createMember(database, organization, "customer");
  nadia = await createMember(database, organization, "agent");
  julien = await createMember(database, organization, "agent", { full_name: "Julien Moreau" });
  aminata = await createMember(database, organization, "admin");
  await changeAssignment(core, aminata, settings);
  await changeTeammate(core, aminata, aminata.id, { capacity: 0 });
});

const settings = { enabled: true, kinds: ["claim"], capacity: 2, away_minutes: 10 };
const there = (...people: Actor[]) => reportReach(core, serverId, people);
const serverId = newId();
const give = async (by = core) => {
  while ((await assignment.run(by, organization)).more);
};
const open = () => openCase(core, paul, { kind: "claim", title: "Four en panne" });
const assigneeOf = async (id: string) => {
  const { rows } = await database.owner.query<{ assignee_id: string | null }>(
    "select assignee_id from service_case where id = $1",
    [id],
  );
  return rows[0]?.assignee_id ?? null;
};
const say = (actor: Actor, conversation_id: string | null) =>
  sendMessage(core, actor, {
    conversation_id: conversation_id ?? "",
    text: "Bonjour",
    client_id: newId(),
  });
const react = async () => {
  while ((await deskActivity.run(core, organization)).more);
};

describe("Work given by rule", () => {
  test("N24.6: goes in turn to those who are there, up to what they take", async () => {
    await there(nadia, julien);
    const cases = [await open(), await open(), await open(), await open(), await open()];
    await give();
    const given = await Promise.all(cases.map(({ id }) => assigneeOf(id)));
    expect(given.filter((one) => one === nadia.id)).toHaveLength(2);
    expect(given.filter((one) => one === julien.id)).toHaveLength(2);
    expect(given[4]).toBeNull();
  });

  test("N24.6: is in the timeline as nobody's decision", async () => {
    await there(nadia);
    const { id } = await open();
    await give();
    const { entries } = await readTimeline(core, nadia, id, 0);
    expect(entries.at(-1)).toMatchObject({ subject: "assignee", to: "Nadia Benali", actor: null });
  });

  test("waits for nobody's coming and is given when somebody comes", async () => {
    const { id } = await open();
    await give();
    expect(await assigneeOf(id)).toBeNull();
    await there(julien);
    await give();
    expect(await assigneeOf(id)).toBe(julien.id);
  });

  test("is given when somebody has room again", async () => {
    await there(nadia);
    const [one, , three] = [await open(), await open(), await open()];
    await give();
    expect(await assigneeOf(three.id)).toBeNull();
    await changeStatus(core, nadia, one.id, { status: "cancelled" });
    await give();
    expect(await assigneeOf(three.id)).toBe(nadia.id);
  });

  test("N24.6: asks for skills that are somebody's here, and for no other word", async () => {
    await there(nadia, julien);
    await changeTeammate(core, aminata, julien.id, { skills: ["Froid"] });
    const [cold, warm] = [await open(), await open()];
    await updateCase(core, nadia, cold.id, { tags: ["froid", "Urgent client"] });
    await give();
    expect(await assigneeOf(cold.id)).toBe(julien.id);
    expect(await assigneeOf(warm.id)).toBe(nadia.id);
  });

  test("leaves alone what is of another kind, put off, or over", async () => {
    await there(nadia, julien);
    const [asleep, over] = [await open(), await open()];
    const ticket = await openCase(core, paul, { kind: "ticket", title: "Écran noir" });
    await snoozeCase(core, nadia, asleep.id, { until: null });
    await changeStatus(core, nadia, over.id, { status: "cancelled" });
    await give();
    for (const { id } of [asleep, over, ticket]) expect(await assigneeOf(id)).toBeNull();
  });

  test("takes a case that waits to be taken for whoever is given it", async () => {
    const karim = await createMember(database, organization, "worker");
    await changeAssignment(core, aminata, { ...settings, kinds: ["ticket"] });
    await there(karim);
    const { id } = await openCase(core, paul, { kind: "ticket", title: "Écran noir" });
    await give();
    const { rows } = await database.owner.query(
      "select status, assignee_id from service_case where id = $1",
      [id],
    );
    expect(rows).toEqual([{ status: "in_progress", assignee_id: karim.id }]);
  });

  test("does nothing until an admin wants it", async () => {
    await changeAssignment(core, aminata, { ...settings, enabled: false });
    await there(nadia);
    const { id } = await open();
    await give();
    expect(await assigneeOf(id)).toBeNull();
  });
});

describe("The work of somebody who has gone", () => {
  const gone = async () => {
    clock.pass(11 * 60_000);
    await there(julien);
  };

  test("N24.7: goes to others where the customer waits, and stays where they do not", async () => {
    await there(nadia);
    const [waits, answered] = [await open(), await open()];
    await give();
    await say(nadia, answered.conversation_id);
    await react();
    await gone();
    await give();
    expect(await assigneeOf(waits.id)).toBe(julien.id);
    expect(await assigneeOf(answered.id)).toBe(nadia.id);
    await say(paul, answered.conversation_id);
    await react();
    await give();
    expect(await assigneeOf(answered.id)).toBe(julien.id);
  });

  test("N24.7: is queued again when there is nobody else", async () => {
    await there(nadia);
    const { id } = await open();
    await give();
    clock.pass(11 * 60_000);
    await give();
    expect(await assigneeOf(id)).toBeNull();
  });

  test("N24.7: given to them by hand meanwhile, waits as long again", async () => {
    await there(nadia);
    const { id } = await open();
    await assignCase(core, aminata, id, { assignee_id: julien.id });
    await give();
    expect(await assigneeOf(id)).toBe(julien.id);
    clock.pass(11 * 60_000);
    await there(nadia);
    await give();
    expect(await assigneeOf(id)).toBe(nadia.id);
  });

  test("N24.7: stays during a short break, and goes at once when they say that they are away", async () => {
    await there(nadia);
    const { id } = await open();
    await give();
    clock.pass(5 * 60_000);
    await there(julien);
    await give();
    expect(await assigneeOf(id)).toBe(nadia.id);
    await changeTeammate(core, nadia, nadia.id, { away: true });
    await give();
    expect(await assigneeOf(id)).toBe(julien.id);
  });
});

describe("Two servers", () => {
  test("P6 N24.6: give each case once, and a person's choice holds", async () => {
    await changeAssignment(core, aminata, { ...settings, capacity: 50 });
    await there(nadia, julien);
    const cases = [];
    for (let one = 0; one < 12; one += 1) cases.push(await open());
    const [chosen] = cases;
    await Promise.all([
      give(),
      give(second),
      assignCase(core, aminata, chosen?.id ?? "", { assignee_id: aminata.id }),
      give(second),
    ]);
    await give();
    const { rows } = await database.owner.query<{ count: number }>(
      `select count(*)::integer as count from timeline_entry
       where organization_id = $1 and subject = 'assignee' and actor_id is null group by case_id`,
      [organization],
    );
    expect(rows.every(({ count }) => count === 1)).toBe(true);
    expect(await assigneeOf(chosen?.id ?? "")).toBe(aminata.id);
    for (const { id } of cases) expect(await assigneeOf(id)).not.toBeNull();
  });
});

describe("How work is given", () => {
  test("P5: is read by the office and changed by admins, within their organization", async () => {
    expect(await readAssignment(core, nadia)).toMatchObject({ enabled: true, kinds: ["claim"] });
    expect(await codeOf(readAssignment(core, paul))).toBe("forbidden");
    expect(await codeOf(changeAssignment(core, nadia, settings))).toBe("forbidden");
    const wrong = { ...settings, kinds: ["wedding"] };
    expect(await codeOf(changeAssignment(core, aminata, wrong))).toBe("invalid_body");
    const elsewhere = await createOrganization(database, { kinds: ["claim"] });
    const oscar = await createMember(database, elsewhere, "admin");
    expect(await readAssignment(core, oscar)).toMatchObject({ enabled: false });
    expect(await codeOf(changeTeammate(core, oscar, nadia.id, { away: true }))).toBe("not_found");
  });

  test("P5: somebody says of themselves only that they are away", async () => {
    const attempt = (actor: Actor, id: string, change: object) =>
      codeOf(changeTeammate(core, actor, id, change));
    expect(await attempt(nadia, nadia.id, { capacity: 50 })).toBe("forbidden");
    expect(await attempt(nadia, julien.id, { away: true })).toBe("forbidden");
    const { people } = await changeTeammate(core, nadia, nadia.id, { away: true });
    expect(people.find(({ person }) => person.id === nadia.id)).toMatchObject({ away: true });
  });

  test("shows who is there and how much they have", async () => {
    await there(nadia);
    await open();
    await give();
    const { people } = await listTeam(core, aminata);
    expect(people.find(({ person }) => person.id === nadia.id)).toMatchObject({
      reachable: true,
      load: 1,
      capacity: 2,
      kinds: ["claim"],
    });
    expect(people.find(({ person }) => person.id === julien.id)).toMatchObject({
      reachable: false,
      load: 0,
    });
  });
});
