import type { CaseView, Role } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeAccount } from "../account/change-account.ts";
import type { Actor } from "../actor.ts";
import { releaseWork } from "../assignment/release-work.ts";
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
import { assignCase } from "./assign-case.ts";
import { changeStatus } from "./change-status.ts";
import { getCase } from "./get-case.ts";
import { listCases } from "./list-cases.ts";
import { noteCase } from "./note-case.ts";
import { openCase } from "./open-case.ts";
import { maySeeCase } from "./policy.ts";

let database: TestDatabase;
let core: Core;
let claire: Actor;
let awa: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);

beforeEach(async () => {
  const organization = await createOrganization(database, { kinds: ["request", "claim"] });
  claire = await createMember(database, organization, "admin");
  awa = await createMember(database, organization, "customer");
});

afterAll(async () => {
  await core.close();
  await database.stop();
});

/** What an admin makes of them, as they come back with it. */
async function become(person: Actor, role: Role): Promise<Actor> {
  await changeAccount(core, claire, person.id, { role });
  return { ...person, role };
}

describe("Whoever has a request and works no more", () => {
  let moussa: Actor;
  let taken: CaseView;
  beforeEach(async () => {
    moussa = await createMember(database, claire.organization_id, "worker");
    const { id } = await openCase(core, awa, { kind: "request", title: "Batterie à plat" });
    taken = await acceptCase(core, moussa, id);
  });

  test("sees it no more as a customer, and may do nothing with it", async () => {
    const former = await become(moussa, "customer");
    expect(maySeeCase(core.kinds, former, taken)).toBe(false);
    expect(await codeOf(getCase(core, former, taken.id))).toBe("forbidden");
    expect(await listCases(core, former)).toMatchObject({ cases: [] });
    for (const attempt of [
      changeStatus(core, former, taken.id, { status: "en_route" }),
      noteCase(core, former, taken.id, { note: "Je passe" }),
    ]) {
      expect(await codeOf(attempt)).toBe("forbidden");
    }
  });

  test("takes no step of whoever does the work as an agent, and every one when back", async () => {
    const former = await become(moussa, "agent");
    const onTheWay = (actor: Actor) => changeStatus(core, actor, taken.id, { status: "en_route" });
    expect(await codeOf(onTheWay(former))).toBe("forbidden");
    const back = await become(former, "worker");
    expect(await onTheWay(back)).toMatchObject({ status: "en_route" });
  });

  test("keeps what is theirs as a customer", async () => {
    const former = await become(moussa, "customer");
    const own = await openCase(core, former, { kind: "request", title: "Pneu crevé" });
    expect(await listCases(core, former)).toMatchObject({ cases: [{ id: own.id }] });
  });

  test("leaves it to whom it is given then", async () => {
    await become(moussa, "customer");
    const seydou = await createMember(database, claire.organization_id, "worker");
    await assignCase(core, claire, taken.id, { assignee_id: seydou.id });
    expect(await changeStatus(core, seydou, taken.id, { status: "en_route" })).toMatchObject({
      assignee: { id: seydou.id },
    });
  });
});

describe("A claim of somebody who decides no more", () => {
  let nadia: Actor;
  let claim: CaseView;
  beforeEach(async () => {
    nadia = await createMember(database, claire.organization_id, "agent");
    claim = await openCase(core, awa, { kind: "claim", title: "Four en panne" });
    await assignCase(core, claire, claim.id, { assignee_id: nadia.id });
  });

  test("waits for somebody else", async () => {
    await become(nadia, "worker");
    expect(await getCase(core, claire, claim.id)).toMatchObject({ assignee: null });
  });

  test("stays with them in a role that does such work", async () => {
    await become(nadia, "admin");
    expect(await getCase(core, claire, claim.id)).toMatchObject({ assignee: { id: nadia.id } });
  });

  test("waits as well if their role was changed before that was so", async () => {
    await database.owner.query("update member set role = 'worker' where id = $1", [nadia.id]);
    await releaseWork(core, claire.organization_id);
    expect(await getCase(core, claire, claim.id)).toMatchObject({ assignee: null });
  });
});
