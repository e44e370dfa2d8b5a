import { type CaseView, limits, type Role } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { acceptCase } from "./accept-case.ts";
import { changeStatus } from "./change-status.ts";
import { type CasesNews, casesSince, listCases } from "./list-cases.ts";
import { openCase } from "./open-case.ts";
import { maySeeCase } from "./policy.ts";

let database: TestDatabase;
let core: Core;
let organization: string;
let awa: Actor;
let moussa: Actor;
let seydou: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  organization = await createOrganization(database);
  awa = await createMember(database, organization, "customer");
  moussa = await createMember(database, organization, "worker");
  seydou = await createMember(database, organization, "worker");
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

const open = (customer = awa) =>
  openCase(core, customer, { kind: "request", title: "Batterie à plat" });

describe("What changed since a revision", () => {
  test("is nothing at the revision itself", async () => {
    const { revision } = await casesSince(core, awa);
    expect(await casesSince(core, awa, revision)).toEqual({
      revision,
      complete: false,
      changed: [],
      removed: [],
    });
  });

  test("is a new case for its customer and for every worker", async () => {
    const { revision } = await casesSince(core, moussa);
    const opened = await open();
    for (const actor of [awa, moussa, seydou]) {
      const news = await casesSince(core, actor, revision);
      expect(news).toEqual({
        revision: opened.revision,
        complete: false,
        // Who does the work knows of what is internal, if only that there is nothing yet.
        changed: [
          actor === awa
            ? opened
            : { ...opened, internal: { tags: [], fields: {}, revision: opened.revision } },
        ],
        removed: [],
      });
    }
  });

  test("is a case taken away from the workers who did not get it", async () => {
    const { id, revision } = await open();
    const taken = await acceptCase(core, moussa, id);
    expect(await casesSince(core, moussa, revision)).toMatchObject({
      changed: [taken],
      removed: [],
    });
    expect(await casesSince(core, seydou, revision)).toMatchObject({ changed: [], removed: [id] });
  });

  test("never mentions another customer's case", async () => {
    const neighbour = await createMember(database, organization, "customer");
    const { revision } = await casesSince(core, neighbour);
    const { id } = await open();
    await changeStatus(core, awa, id, { status: "cancelled" });
    const news = await casesSince(core, neighbour, revision);
    expect([...news.changed, ...news.removed]).toEqual([]);
    expect(news.revision).toBeGreaterThan(revision);
  });

  test("from the future is refused", async () => {
    const { revision } = await casesSince(core, awa);
    expect(await codeOf(casesSince(core, awa, revision + 1))).toBe("cursor_ahead");
  });

  test("is the whole list when so much changed that the list is shorter", async () => {
    const busy = await createOrganization(database);
    const customer = await createMember(database, busy, "customer");
    const worker = await createMember(database, busy, "worker");
    const count = limits.listedCases + 5;
    await Promise.all(Array.from({ length: count }, () => open(customer)));
    const news = await casesSince(core, worker, 0);
    expect(news).toMatchObject({ revision: count, complete: true, removed: [] });
    expect(news.changed).toHaveLength(limits.listedCases);
    expect(news.changed[0]?.revision).toBe(count);
    expect((await casesSince(core, worker, 5)).complete).toBe(false);
  }, 30_000);
});

const withoutInternal = ({ ...shown }: CaseView): CaseView => {
  delete shown.internal;
  return shown;
};

test("The whole list is what the policy says, for every role", async () => {
  for (const status of ["en_route", "arrived", "in_progress", "completed"]) {
    const { id } = await open();
    await acceptCase(core, moussa, id);
    await database.owner.query("update service_case set status = $2 where id = $1", [id, status]);
  }
  const cancelled = await open();
  await changeStatus(core, awa, cancelled.id, { status: "cancelled" });
  const claire = await createMember(database, organization, "admin");
  const all = (await listCases(core, claire)).cases;
  const others = await Promise.all(
    (["customer", "worker", "agent", "manager", "admin"] satisfies Role[]).map((role) =>
      createMember(database, organization, role),
    ),
  );
  for (const actor of [awa, moussa, seydou, ...others]) {
    const { cases } = await listCases(core, actor);
    const seen = all.filter((one) => maySeeCase(core.kinds, actor, one));
    expect(cases).toEqual(
      actor.role === "customer" ? seen.map((one) => withoutInternal(one)) : seen,
    );
  }
});

test("List + changes = list, for everybody, while cases move", async () => {
  const people = [awa, moussa, seydou, await createMember(database, organization, "admin")];
  const lists = await Promise.all(people.map((actor) => casesSince(core, actor)));
  const apply = (list: CasesNews, news: CasesNews): CasesNews => {
    const gone = new Set([...news.removed, ...news.changed.map(({ id }) => id)]);
    const kept = list.changed.filter(({ id }) => !gone.has(id));
    return { ...news, complete: true, changed: [...news.changed, ...kept], removed: [] };
  };
  for (let round = 0; round < 4; round += 1) {
    const { id } = await open();
    if (round % 2 === 0) await acceptCase(core, seydou, id);
    else await changeStatus(core, awa, id, { status: "cancelled" });
    for (const [index, actor] of people.entries()) {
      const list = lists[index];
      if (list === undefined) throw new Error("no list");
      lists[index] = apply(list, await casesSince(core, actor, list.revision));
    }
  }
  const fresh = await Promise.all(people.map((actor) => casesSince(core, actor)));
  expect(lists).toEqual(fresh);
});
