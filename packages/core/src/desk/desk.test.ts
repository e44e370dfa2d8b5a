import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { DeskQuery } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { assignCase } from "../case/assign-case.ts";
import { changeStatus } from "../case/change-status.ts";
import { openCase } from "../case/open-case.ts";
import { updateCase } from "../case/update-case.ts";
import type { Core } from "../core.ts";
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
import { actOnCases } from "./act.ts";
import { countEntries } from "./count-entries.ts";
import { deskActivity } from "./desk-activity.ts";
import { listChanges, listEntries } from "./list-entries.ts";
import { listTeam } from "./list-team.ts";
import { readSavedViews, saveViews } from "./saved-views.ts";
import { markSeen, snoozeCase, wakeCase } from "./snooze-case.ts";
import { wakeDueCases } from "./wake-due.ts";

const clock = new TestClock();
let database: TestDatabase;
let core: Core;
let organization: string;
let paul: Actor;
let nadia: Actor;
let julien: Actor;
let sophie: Actor;
let oscar: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { now: clock.now });
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  organization = await createOrganization(database, { kinds: ["claim", "contact"] });
  paul = await createMember(database, organization, "customer");
  nadia = await createMember(database, organization, "agent");
  julien = await createMember(database, organization, "agent", { full_name: "Julien Moreau" });
  sophie = await createMember(database, organization, "manager");
  const elsewhere = await createOrganization(database, { kinds: ["claim"] });
  oscar = await createMember(database, elsewhere, "admin");
});

const open = async (title = "Four en panne") => {
  const opened = await openCase(core, paul, { kind: "claim", title });
  if (opened.conversation_id === null) throw new Error("a claim begins with its conversation");
  return { ...opened, conversation_id: opened.conversation_id };
};
const say = (actor: Actor, conversation_id: string, text = "Bonjour") =>
  sendMessage(core, actor, { conversation_id, text, client_id: newId() });
const react = async () => {
  while ((await deskActivity.run(core, organization)).more);
};
const ids = async (actor: Actor, query: DeskQuery) =>
  (await listEntries(core, actor, query)).entries.map((entry) => entry.case.id);

describe("The desk's views", () => {
  test("hold what is mine, nobody's, all, put off, and over; and count it", async () => {
    const [mine, free, asleep, over] = [await open(), await open(), await open(), await open()];
    await assignCase(core, nadia, mine.id, { assignee_id: nadia.id });
    await snoozeCase(core, nadia, asleep.id, { until: null });
    await changeStatus(core, nadia, over.id, { status: "cancelled" });
    expect(await ids(nadia, { view: "mine" })).toEqual([mine.id]);
    expect(await ids(nadia, { view: "unassigned" })).toEqual([free.id]);
    expect(await ids(nadia, { view: "all" })).toEqual([mine.id, free.id]);
    expect(await ids(nadia, { view: "snoozed" })).toEqual([asleep.id]);
    expect(await ids(nadia, { view: "closed" })).toEqual([over.id]);
    expect(await countEntries(core, nadia)).toMatchObject({
      mine: 1,
      unassigned: 1,
      all: 2,
      snoozed: 1,
    });
    expect(await countEntries(core, julien)).toMatchObject({ mine: 0 });
  });

  test("are narrowed by kind, priority, tag and assignee", async () => {
    const [one] = [await open(), await open()];
    await updateCase(core, nadia, one.id, { priority: "urgent", tags: ["Électricité"] });
    await assignCase(core, nadia, one.id, { assignee_id: julien.id });
    for (const query of [
      { priority: "urgent" },
      { tag: "électricité" },
      { assignee_id: julien.id },
    ] as const) {
      expect(await ids(nadia, { view: "all", ...query })).toEqual([one.id]);
    }
    expect(await ids(nadia, { view: "all", kind: "claim" })).toHaveLength(2);
    expect(await ids(nadia, { view: "all", kind: "contact" })).toEqual([]);
  });

  test("N24.1: are read in pages, each case once, what happened last first", async () => {
    const opened: string[] = [];
    for (let one = 0; one < 53; one += 1) opened.push((await open()).id);
    const first = await listEntries(core, nadia, { view: "all" });
    expect(first.entries).toHaveLength(50);
    const rest = await listEntries(core, nadia, { view: "all", before: first.next ?? "" });
    expect(rest.next).toBeNull();
    const all = [...first.entries, ...rest.entries].map((entry) => entry.case.id);
    expect(all).toEqual(opened.toReversed());
  });

  test("P5: are for the office, within its organization", async () => {
    await open();
    for (const actor of [paul, await createMember(database, organization, "worker")]) {
      const attempts: (() => Promise<unknown>)[] = [
        () => listEntries(core, actor, { view: "all" }),
        () => listChanges(core, actor, { view: "all", after: 0 }),
        () => countEntries(core, actor),
        () => actOnCases(core, actor, { case_ids: [newId()], action: { do: "wake" } }),
        () => listTeam(core, actor),
        () => readSavedViews(core, actor),
        () => saveViews(core, actor, { views: [] }),
      ];
      for (const attempt of attempts) {
        expect(await codeOf(attempt())).toBe("forbidden");
      }
    }
    expect(await ids(oscar, { view: "all" })).toEqual([]);
    expect((await listChanges(core, oscar, { view: "all", after: 0 })).gone).toEqual([]);
  });

  test("P5: show words only to those who may read the conversation", async () => {
    const one = await open();
    await say(paul, one.conversation_id, "Le four fume");
    const lastFor = async (actor: Actor) =>
      (await listEntries(core, actor, { view: "all" })).entries[0]?.last?.text;
    expect(await lastFor(nadia)).toBe("Le four fume");
    expect(await lastFor(sophie)).toBeUndefined();
  });
});

describe("What happened since a position", () => {
  test("N24.2: is what came into a view as it stands, and what left it", async () => {
    const [one, two] = [await open(), await open()];
    const { position } = await listEntries(core, nadia, { view: "unassigned" });
    await assignCase(core, julien, one.id, { assignee_id: julien.id });
    const three = await open();
    const news = await listChanges(core, nadia, { view: "unassigned", after: position });
    expect(news.entries.map((entry) => entry.case.id)).toEqual([three.id]);
    expect(news.gone).toEqual([one.id]);
    expect(news.gone).not.toContain(two.id);
    const later = await listChanges(core, nadia, { view: "unassigned", after: news.position });
    expect(later).toEqual({ position: news.position, reload: false, entries: [], gone: [] });
  });

  test("N24.2: refuses a position of the future", async () => {
    expect(await codeOf(listChanges(core, nadia, { view: "all", after: 1_000_000 }))).toBe(
      "cursor_ahead",
    );
  });

  test("P6 N24.3: holds what is said: the case comes to the top, and whose word is the last", async () => {
    const [one] = [await open(), await open()];
    await react();
    const { position } = await listEntries(core, nadia, { view: "all" });
    await say(paul, one.conversation_id);
    await react();
    const news = await listChanges(core, nadia, { view: "all", after: position });
    expect(news.entries).toMatchObject([{ case: { id: one.id }, awaits_answer: true }]);
    expect((await ids(nadia, { view: "all" }))[0]).toBe(one.id);
    await say(nadia, one.conversation_id, "Je regarde");
    await react();
    const answered = await listEntries(core, nadia, { view: "all" });
    expect(answered.entries[0]).toMatchObject({
      awaits_answer: false,
      last: { text: "Je regarde", sender_id: nadia.id },
    });
    const before = answered.position;
    await react();
    expect((await listEntries(core, nadia, { view: "all" })).position).toBe(before);
  });
});

describe("A case put off", () => {
  const inAnHour = () => new Date(clock.now().getTime() + 3_600_000).toISOString();

  test("N24.4: comes back when its time has come, marked until somebody looks", async () => {
    const one = await open();
    await snoozeCase(core, nadia, one.id, { until: inAnHour() });
    expect(await wakeDueCases(core)).toBe(0);
    clock.pass(3_600_000);
    expect(await wakeDueCases(core)).toBe(1);
    const woken = await listEntries(core, nadia, { view: "all" });
    expect(woken.entries).toMatchObject([{ case: { id: one.id }, woken: true, snooze: null }]);
    expect(await markSeen(core, nadia, one.id)).toMatchObject({ woken: false });
    expect(await wakeDueCases(core)).toBe(0);
  });

  test("N24.4: two servers bring it back once", async () => {
    const second = await testCore(database, { now: clock.now });
    const one = await open();
    await snoozeCase(core, nadia, one.id, { until: inAnHour() });
    clock.pass(3_600_000);
    const [a, b] = await Promise.all([wakeDueCases(core), wakeDueCases(second)]);
    expect(a + b).toBe(1);
    await second.close();
  });

  test("N24.4: comes back when its customer writes, and not for a colleague's word", async () => {
    const one = await open();
    await react();
    await snoozeCase(core, nadia, one.id, { until: inAnHour() });
    await say(julien, one.conversation_id);
    await react();
    expect(await ids(nadia, { view: "snoozed" })).toEqual([one.id]);
    await say(paul, one.conversation_id);
    await react();
    const entry = (await listEntries(core, nadia, { view: "all" })).entries[0];
    expect(entry).toMatchObject({ case: { id: one.id }, woken: true });
  });

  test("is taken back by hand, and forgotten with the end of the case", async () => {
    const one = await open();
    await snoozeCase(core, nadia, one.id, { until: null });
    expect(await wakeCase(core, julien, one.id)).toMatchObject({ snooze: null, woken: false });
    await snoozeCase(core, nadia, one.id, { until: null });
    await changeStatus(core, nadia, one.id, { status: "cancelled" });
    const closed = await listEntries(core, nadia, { view: "closed" });
    expect(closed.entries).toMatchObject([{ snooze: null }]);
    expect(await codeOf(snoozeCase(core, nadia, one.id, { until: null }))).toBe(
      "transition_not_allowed",
    );
  });

  test("refuses a moment that is over, and one that nobody means", async () => {
    const one = await open();
    for (const until of ["2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"]) {
      expect(await codeOf(snoozeCase(core, nadia, one.id, { until }))).toBe("invalid_body");
    }
  });
});

describe("One thing done to several cases", () => {
  test("N24.5: is judged for each by itself, and answered for each", async () => {
    const [one, two] = [await open(), await open()];
    await changeStatus(core, nadia, two.id, { status: "cancelled" });
    const unknown = newId();
    const outcomes = await actOnCases(core, nadia, {
      case_ids: [one.id, two.id, unknown],
      action: { do: "assign", assignee_id: julien.id },
    });
    expect(outcomes).toMatchObject([
      { case_id: one.id, entry: { case: { assignee: { id: julien.id } } } },
      { case_id: two.id, refused: { code: "transition_not_allowed" } },
      { case_id: unknown, refused: { code: "not_found" } },
    ]);
  });

  test("N24.5: of two who take one case, one wins, and the other is told who", async () => {
    const { id } = await open();
    const take = async (actor: Actor) =>
      (
        await actOnCases(core, actor, {
          case_ids: [id],
          action: { do: "assign", assignee_id: actor.id, instead_of: null },
        })
      )[0];
    const outcomes = await Promise.all([take(nadia), take(julien)]);
    const won = outcomes.filter((one) => one !== undefined && "entry" in one);
    const lost = outcomes.filter((one) => one !== undefined && "refused" in one);
    expect(won).toHaveLength(1);
    expect(lost).toMatchObject([{ refused: { code: "already_taken" } }]);
  });

  test("N24.5: tags, prioritizes, puts off and takes back", async () => {
    const { id } = await open();
    const act = async (action: Parameters<typeof actOnCases>[2]["action"]) =>
      (await actOnCases(core, nadia, { case_ids: [id], action }))[0];
    expect(await act({ do: "tag", tag: "Pièce" })).toMatchObject({
      entry: { case: { internal: { tags: ["Pièce"] } } },
    });
    expect(await act({ do: "untag", tag: "pièce" })).toMatchObject({
      entry: { case: { internal: { tags: [] } } },
    });
    expect(await act({ do: "prioritize", priority: "high" })).toMatchObject({
      entry: { case: { priority: "high" } },
    });
    expect(await act({ do: "snooze", until: null })).toMatchObject({
      entry: { snooze: { until: null } },
    });
    expect(await act({ do: "wake" })).toMatchObject({ entry: { snooze: null } });
    expect(await act({ do: "move", status: "under_review" })).toMatchObject({
      entry: { case: { status: "under_review" } },
    });
  });

  test("N24.5: closes where the kind leads to a good end from here, and gives nothing up", async () => {
    const { id } = await open();
    const close = async (actor = nadia) =>
      (await actOnCases(core, actor, { case_ids: [id], action: { do: "close" } }))[0];
    expect(await close()).toMatchObject({ refused: { code: "transition_not_allowed" } });
    await changeStatus(core, nadia, id, { status: "under_review" });
    await changeStatus(core, nadia, id, { status: "approved" });
    expect(await close(sophie)).toMatchObject({ refused: { code: "forbidden" } });
    expect(await close()).toMatchObject({ entry: { case: { status: "completed" } } });
  });

  test("P5: says of another organization's case only that there is none", async () => {
    const { id } = await open();
    const [outcome] = await actOnCases(core, oscar, { case_ids: [id], action: { do: "wake" } });
    expect(outcome).toMatchObject({ refused: { code: "not_found" } });
  });
});

describe("A person's own views", () => {
  test("are kept in their order, for that person", async () => {
    const views = [{ name: "Urgents", query: { view: "all", priority: "urgent" } }] as const;
    await saveViews(core, nadia, { views: [...views] });
    expect(await readSavedViews(core, nadia)).toEqual({ views });
    expect(await readSavedViews(core, julien)).toEqual({ views: [] });
    const nameless = saveViews(core, nadia, { views: [{ name: " ", query: { view: "all" } }] });
    expect(await codeOf(nameless)).toBe("invalid_body");
  });
});
