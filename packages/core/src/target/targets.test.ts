import type { CaseClock, Priority, Target } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { changeStatus } from "../case/change-status.ts";
import { openCase } from "../case/open-case.ts";
import { updateCase } from "../case/update-case.ts";
import { getCase } from "../case/get-case.ts";
import { openPair } from "../conversation/open-pair.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { countEntries } from "../desk/count-entries.ts";
import { deskActivity } from "../desk/desk-activity.ts";
import { getEntry } from "../desk/get-entry.ts";
import { listChanges, listEntries } from "../desk/list-entries.ts";
import { snoozeCase } from "../desk/snooze-case.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import { changeOpeningHours } from "../opening-hours/opening-hours.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  createOutsider,
  refusalOf,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { missDue } from "./judge.ts";
import { targetStatistics } from "./target-statistics.ts";
import { changeTargets, readTargets } from "./targets.ts";

const minute = 60_000;
let clock: TestClock;
let database: TestDatabase;
let core: Core;
let organization: string;
let paul: Actor;
let nadia: Actor;
let claire: Actor;
let oscar: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { now: () => clock.now() });
}, 60_000);
afterAll(async () => {
  await core.close();
  await database.stop();
});

const target = (
  answer_minutes: number | null,
  resolution_minutes: number | null,
  priority: Priority = "normal",
  kind = "claim",
): Target => ({ kind, priority, answer_minutes, resolution_minutes });

beforeEach(async () => {
  // A Monday at eight.
  clock = new TestClock("2026-03-02T08:00:00Z");
  organization = await createOrganization(database, { kinds: ["claim", "contact", "appointment"] });
  paul = await createMember(database, organization, "customer");
  nadia = await createMember(database, organization, "agent");
  claire = await createMember(database, organization, "admin");
  oscar = await createOutsider(database);
  await changeOpeningHours(core, claire, {
    time_zone: "Africa/Bamako",
    weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: "08:00", closes: "18:00" })),
    closed_days: [],
  });
  await changeTargets(core, claire, { targets: [target(60, 480), target(15, 120, "urgent")] });
});

const open = async () => {
  const opened = await openCase(core, paul, { kind: "claim", title: "Four en panne" });
  if (opened.conversation_id === null) throw new Error("a claim begins with its conversation");
  return { id: opened.id, room: opened.conversation_id };
};
const say = (actor: Actor, conversation_id: string) =>
  sendMessage(core, actor, { conversation_id, text: "Bonjour", client_id: newId() });
const react = async () => {
  while ((await deskActivity.run(core, organization)).more);
};
const clocks = async (id: string): Promise<readonly CaseClock[]> =>
  (await getEntry(core, nadia, id)).clocks;
const due = async (id: string) => (await clocks(id)).map((one) => [one.target, one.due_at]);
const listed = async (view: "due" | "overdue" | "snoozed" | "all") =>
  (await listEntries(core, nadia, { view })).entries.map((entry) => entry.case.id);
const judged = async () => {
  const { rows } = await database.owner.query<{ data: { judged: object[] } }>(
    "select data from event where organization_id = $1 and type = 'targets.judged' order by seq",
    [organization],
  );
  return rows.flatMap(({ data }) => data.judged);
};

/** Looks for what is over time, everywhere, and says how much has been judged here by then. */
const miss = async () => {
  await missDue(core);
  return (await judged()).length;
};

describe("Targets", () => {
  test("N24.9: are the organization's, said by its admin; the office reads them", async () => {
    expect(await readTargets(core, nadia)).toEqual({
      targets: [target(60, 480), target(15, 120, "urgent")],
    });
    expect(await readTargets(core, oscar)).toEqual({ targets: [] });
    expect(await codeOf(changeTargets(core, nadia, { targets: [] }))).toBe("forbidden");
    expect(await codeOf(readTargets(core, paul))).toBe("forbidden");
    expect(await codeOf(targetStatistics(core, paul, {}))).toBe("forbidden");
  });

  test("name what cannot be", async () => {
    const wrong = async (...targets: Target[]) =>
      Object.keys((await refusalOf(changeTargets(core, claire, { targets }))).details.fields ?? {});
    expect(await wrong(target(1, 2, "low", "wedding"))).toEqual(["targets.0.kind"]);
    expect(await wrong(target(1, 2), target(1, 2))).toEqual(["targets.1.priority"]);
    expect(await wrong(target(60, 30))).toEqual(["targets.0.resolution_minutes"]);
    expect((await readTargets(core, nadia)).targets).toHaveLength(2);
  });

  test("N24.9: a case is promised by them what they say when it is opened, and nothing moves it later", async () => {
    const { id } = await open();
    const promised = [
      ["answer", "2026-03-02T09:00:00.000Z"],
      ["resolution", "2026-03-02T16:00:00.000Z"],
    ];
    expect(await due(id)).toEqual(promised);
    await changeTargets(core, claire, { targets: [target(5, 10)] });
    await changeOpeningHours(core, claire, {
      time_zone: "Europe/Paris",
      weekly: null,
      closed_days: [],
    });
    expect(await due(id)).toEqual(promised);
    expect(await due((await open()).id)).toEqual([
      ["answer", "2026-03-02T08:05:00.000Z"],
      ["resolution", "2026-03-02T08:10:00.000Z"],
    ]);
  });

  test("a case that the office opens awaits no first answer; one without a target has no clock", async () => {
    const forPaul = await openCase(core, nadia, {
      kind: "claim",
      title: "Au téléphone",
      customer_id: paul.id,
    });
    expect((await clocks(forPaul.id)).map((one) => one.target)).toEqual(["resolution"]);
    await changeTargets(core, claire, { targets: [] });
    expect(await clocks((await open()).id)).toEqual([]);
  });
});

describe("The first answer", () => {
  test("N24.10: is what somebody who does the work writes where the customer reads it, and a fact of the journal", async () => {
    const { id, room } = await open();
    await say(paul, room);
    const { internal_id } = await openConversation(core, nadia, room);
    await say(nadia, internal_id ?? "");
    await react();
    expect((await clocks(id)).map((one) => one.target)).toEqual(["answer", "resolution"]);
    clock.pass(30 * minute);
    await say(nadia, room);
    await react();
    expect((await clocks(id)).map((one) => one.target)).toEqual(["resolution"]);
    expect(await judged()).toEqual([
      { case_id: id, target: "answer", due_at: "2026-03-02T09:00:00.000Z", met: true },
    ]);
    await say(nadia, room);
    await react();
    expect(await judged()).toHaveLength(1);
  });

  test("counts for the case that lies in the conversation of another one", async () => {
    const ibrahim = await createMember(database, organization, "worker");
    await changeTargets(core, claire, { targets: [target(60, null, "normal", "appointment")] });
    const { id } = await openCase(core, paul, {
      kind: "appointment",
      title: "Vidange",
      assignee_id: ibrahim.id,
      fields: { starts_at: "2026-03-05T09:00:00Z", vehicle: "Corolla" },
    });
    const pair = await openPair(core, ibrahim, "contact", paul.id);
    expect((await clocks(id)).map((one) => one.target)).toEqual(["answer"]);
    await say(ibrahim, pair.conversation_id ?? "");
    await react();
    expect(await clocks(id)).toEqual([]);
    expect(await judged()).toMatchObject([{ case_id: id, met: true }]);
  });

  test("in time is never missed, however late a reaction reads it", async () => {
    const { id, room } = await open();
    clock.pass(59 * minute);
    await say(nadia, room);
    clock.pass(2 * minute);
    await missDue(core);
    expect(await judged()).toMatchObject([{ case_id: id, target: "answer", met: true }]);
    await react();
    expect(await judged()).toHaveLength(1);
  });
});

describe("What is over time", () => {
  test("N24.10: is missed once, leads the view of what is overdue, and stays missed when it is done late", async () => {
    const { id, room } = await open();
    expect(await miss()).toBe(0);
    expect(await listed("due")).toEqual([id]);
    const { position } = await listEntries(core, nadia, { view: "overdue" });
    clock.pass(60 * minute + 1);
    expect(await miss()).toBe(1);
    expect(await miss()).toBe(1);
    expect(await listed("overdue")).toEqual([id]);
    expect(await listed("due")).toEqual([]);
    expect(await countEntries(core, nadia)).toMatchObject({ due: 0, overdue: 1 });
    const news = await listChanges(core, nadia, { view: "overdue", after: position });
    expect(news.entries).toMatchObject([{ clocks: [{ target: "answer", missed: true }, {}] }]);
    expect(await listChanges(core, nadia, { view: "due", after: position })).toMatchObject({
      gone: [id],
    });
    await say(nadia, room);
    await react();
    expect(await listed("overdue")).toEqual([]);
    expect(await listed("due")).toEqual([id]);
    expect(await judged()).toMatchObject([{ target: "answer", met: false }]);
    expect(await targetStatistics(core, nadia, {})).toEqual({
      all: { answer: { met: 0, missed: 1 }, resolution: { met: 0, missed: 0 } },
      kinds: [
        {
          kind: "claim",
          answer: { met: 0, missed: 1 },
          resolution: { met: 0, missed: 0 },
        },
      ],
    });
  });

  test("brings a case back that was put off", async () => {
    const { id } = await open();
    await snoozeCase(core, nadia, id, { until: null });
    expect(await listed("due")).toEqual([]);
    clock.pass(61 * minute);
    await missDue(core);
    expect(await listed("snoozed")).toEqual([]);
    expect(await getEntry(core, nadia, id)).toMatchObject({ woken: true, snooze: null });
  });

  test("of another organization is not told here, nor is any of it", async () => {
    const { id } = await open();
    expect(await codeOf(getEntry(core, oscar, id))).toBe("not_found");
    expect((await listEntries(core, oscar, { view: "due" })).entries).toEqual([]);
    expect(await targetStatistics(core, oscar, {})).toMatchObject({ kinds: [] });
  });

  test("is read in pages, whatever is due first", async () => {
    const opened: string[] = [];
    for (let one = 0; one < 53; one += 1) {
      opened.push((await open()).id);
      clock.pass(1_000);
    }
    const first = await listEntries(core, nadia, { view: "due" });
    expect(first.entries).toHaveLength(50);
    const rest = await listEntries(core, nadia, { view: "due", before: first.next ?? "" });
    expect(rest.next).toBeNull();
    expect([...first.entries, ...rest.entries].map((entry) => entry.case.id)).toEqual(opened);
  });
});

describe("The clock of a case", () => {
  test("N24.10: stands still in the statuses that its kind declares, and goes on afterwards", async () => {
    const { id } = await open();
    await changeStatus(core, nadia, id, { status: "under_review" });
    clock.pass(30 * minute);
    await changeStatus(core, nadia, id, { status: "info_needed" });
    expect(await clocks(id)).toEqual([
      { target: "answer", due_at: null, warn_at: null, paused: true, missed: false },
      { target: "resolution", due_at: null, warn_at: null, paused: true, missed: false },
    ]);
    expect(await listed("due")).toEqual([]);
    clock.pass(24 * 60 * minute);
    expect(await miss()).toBe(0);
    await changeStatus(core, nadia, id, { status: "under_review" });
    expect(await due(id)).toEqual([
      ["answer", "2026-03-03T09:00:00.000Z"],
      ["resolution", "2026-03-03T16:00:00.000Z"],
    ]);
  });

  test("N24.10: follows a new priority", async () => {
    const { id } = await open();
    clock.pass(10 * minute);
    await updateCase(core, nadia, id, { priority: "urgent" });
    expect(await due(id)).toEqual([
      ["answer", "2026-03-02T08:25:00.000Z"],
      ["resolution", "2026-03-02T10:10:00.000Z"],
    ]);
    await updateCase(core, nadia, id, { priority: "low" });
    expect(await clocks(id)).toEqual([]);
    expect(await judged()).toEqual([]);
  });

  test("begins with a priority that has a target where the former had none", async () => {
    await changeTargets(core, claire, { targets: [target(15, 120, "urgent")] });
    const { id } = await open();
    clock.pass(10 * minute);
    await updateCase(core, nadia, id, { priority: "urgent" });
    expect(await due(id)).toEqual([["resolution", "2026-03-02T10:10:00.000Z"]]);
  });

  test("N24.10: is kept by a good end; an end that is none judges nothing", async () => {
    const [one, other] = [await open(), await open()];
    const steps = ["under_review", "approved", "in_repair", "completed"];
    for (const status of steps) await changeStatus(core, nadia, one.id, { status });
    await changeStatus(core, nadia, other.id, { status: "cancelled" });
    expect(await judged()).toEqual([
      { case_id: one.id, target: "resolution", due_at: "2026-03-02T16:00:00.000Z", met: true },
    ]);
    expect(await clocks(other.id)).toEqual([]);
    clock.pass(24 * 60 * minute);
    expect(await miss()).toBe(1);
  });

  test("N24.11: is nothing of the customer’s: neither the case nor its conversation says a word of it", async () => {
    const { id, room } = await open();
    clock.pass(61 * minute);
    await missDue(core);
    const told = JSON.stringify([
      await getCase(core, paul, id),
      await openConversation(core, paul, room),
    ]);
    expect(told).not.toMatch(/due_at|clock|target|missed/);
  });
});
