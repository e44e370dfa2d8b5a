import type { CaseView } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  createOutsider,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { acceptCase } from "./accept-case.ts";
import { type ChangeStatus, changeStatus, changeStatusOnce } from "./change-status.ts";
import { openCase } from "./open-case.ts";
import { readTimeline } from "./read-timeline.ts";

let database: TestDatabase;
let core: Core;
let awa: Actor;
let moussa: Actor;
let seydou: Actor;
let claire: Actor;
let oscar: Actor;
let panne: CaseView;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  const organization = await createOrganization(database);
  awa = await createMember(database, organization, "customer");
  moussa = await createMember(database, organization, "worker");
  seydou = await createMember(database, organization, "worker");
  claire = await createMember(database, organization, "admin");
  oscar = await createOutsider(database, "worker");
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  const opened = await openCase(core, awa, { kind: "request", title: "Panne" });
  panne = await acceptCase(core, moussa, opened.id);
});

const leaving: ChangeStatus = { status: "en_route", from: "accepted", client_id: "je-pars" };
const take = (change: ChangeStatus, actor = moussa) => changeStatus(core, actor, panne.id, change);

/** The statuses that the timeline tells, in order. */
const told = async () =>
  (await readTimeline(core, claire, panne.id)).entries.flatMap(({ subject, to, note }) =>
    subject === "status" ? [note === null ? to : `${to}: ${note}`] : [],
  );

describe("A change of status with a client_id", () => {
  test("N18.10: is the same change when it comes again, and P2: is made once", async () => {
    const noted = { ...leaving, note: "J’arrive par le pont" };
    expect((await take(noted)).status).toBe("en_route");
    const again = await take(noted);
    expect(again).toMatchObject({ id: panne.id, status: "en_route" });
    expect(await told()).toEqual(["accepted", "en_route: J’arrive par le pont"]);
  });

  test("N18.10: comes again after the case went on, and changes nothing more", async () => {
    await take(leaving);
    await take({ status: "arrived" });
    expect((await take(leaving)).status).toBe("arrived");
    expect(await told()).toEqual(["accepted", "en_route", "arrived"]);
  });

  test("N18.10: happens once when it comes twice at the same time", async () => {
    const both = await Promise.all([take(leaving), take(leaving)]);
    expect(both.map(({ status }) => status)).toEqual(["en_route", "en_route"]);
    expect(await told()).toEqual(["accepted", "en_route"]);
  });

  test.for([
    ["another status", { status: "cancelled" }],
    ["another note", { note: "Autre chose" }],
    ["another reason", { reason: "Autre chose" }],
    ["another reader of its note", { internal: true }],
    ["another status before", { from: "arrived" }],
  ] as const)("N18.10: is refused with %s under the same client_id", async ([, other]) => {
    await take(leaving);
    expect(await codeOf(take({ ...leaving, ...other }))).toBe("client_id_reused");
    expect(await told()).toEqual(["accepted", "en_route"]);
  });

  test("N18.10: that was refused was never asked, and may be asked again", async () => {
    const arrived = { status: "arrived", from: "en_route", client_id: "arrivé" };
    expect(await codeOf(take(arrived))).toBe("transition_not_allowed");
    await take(leaving);
    expect((await take(arrived)).status).toBe("arrived");
  });

  test("N18.10: is each person's own, and each case's", async () => {
    await take(leaving);
    expect(await codeOf(take(leaving, seydou))).toBe("forbidden");
    expect(await codeOf(take({ ...leaving, status: "arrived" }, oscar))).toBe("not_found");
    expect((await take({ status: "arrived", client_id: "je-pars" }, claire)).status).toBe(
      "arrived",
    );
    const other = await openCase(core, awa, { kind: "request", title: "Autre panne" });
    await acceptCase(core, moussa, other.id);
    expect((await changeStatus(core, moussa, other.id, leaving)).status).toBe("en_route");
  });

  test("N18.10: takes a case once, however often it comes", async () => {
    const opened = await openCase(core, awa, { kind: "request", title: "À prendre" });
    const taking = { status: "accepted", client_id: "je-prends" };
    expect(await changeStatusOnce(core, moussa, opened.id, taking)).toMatchObject({
      assignee: { id: moussa.id },
    });
    expect(await changeStatusOnce(core, moussa, opened.id, taking)).toBeNull();
    expect(await codeOf(changeStatus(core, seydou, opened.id, taking))).toBe("already_taken");
  });

  test("N18.10: is not made when it is not from what its sender believed", async () => {
    await take({ status: "en_route" });
    await take({ status: "arrived" });
    expect(await codeOf(take(leaving))).toBe("transition_not_allowed");
    // What was wished for has come about.
    expect((await take({ ...leaving, status: "arrived" })).status).toBe("arrived");
  });
});
